using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Shell.Account;

/// <summary>Sets the reader's second factor up, shows its recovery codes once, removes it.</summary>
public sealed partial class SecondFactorPage
{
    private OwnFactor? _factor;

    /// <summary>Why the last form was refused.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>What the last form did.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private IOwnAccount Own { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _factor = await Own.SecondFactorAsync(Http, Http.RequestAborted);

    private string? Bad(string error) => Error == error ? "true" : null;
}
