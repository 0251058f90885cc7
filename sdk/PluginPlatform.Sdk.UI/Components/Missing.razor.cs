using Microsoft.AspNetCore.Components;
using static PluginPlatform.Sdk.UI.Text.UiText;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>
/// What stands where a plugin's part failed, in the order a clinician needs it: what is missing, who failed, what not to
/// conclude, what to do. Announced as an alert. The shell draws it for slots; plugins use it for parts of their own pages.
/// </summary>
public sealed partial class Missing
{
    /// <summary>What is missing, for example <c>Allergies</c>.</summary>
    [Parameter, EditorRequired]
    public string What { get; set; } = "";

    /// <summary>Plugin id and version, for example <c>mpi 1.2.0</c>.</summary>
    [Parameter, EditorRequired]
    public string Plugin { get; set; } = "";

    /// <summary>A code of <see cref="Hosting.FragmentFailedException"/>; others read as a failure.</summary>
    [Parameter]
    public string? Code { get; set; }

    /// <summary>What not to conclude: <c>This does not mean there are none.</c></summary>
    [Parameter]
    public string? Advice { get; set; }

    /// <summary>One line instead of a block. Only for parts that carry no safety; <see cref="Advice"/> is left out.</summary>
    [Parameter]
    public bool Slim { get; set; }

    /// <summary>What Try again does; without it there is no button.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    private string Cause => Code switch
    {
        "fragment.timeout" => T("failed.timeout", Plugin),
        "fragment.forbidden" => T("failed.forbidden", Plugin),
        "fragment.set-aside" => T("failed.aside", Plugin),
        "audit.unavailable" => T("failed.audit", Plugin),
        _ => T("failed.failed", Plugin),
    };

    private RenderFragment? RetryButton => !OnRetry.HasDelegate ? null : builder =>
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "class", Slim ? "btn quiet" : "btn");
        builder.AddAttribute(2, "type", "button");
        builder.AddAttribute(3, "onclick", OnRetry);
        builder.OpenComponent<Icon>(4);
        builder.AddAttribute(5, nameof(Icon.Glyph), Glyph.Retry);
        builder.CloseComponent();
        builder.AddContent(6, T("again"));
        builder.CloseElement();
    };
}
