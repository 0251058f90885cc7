using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.SignIn;

/// <summary>Static: no circuit before sign-in, and it works without scripts.</summary>
public sealed partial class SignInPage
{
    private WayIn? _way;

    /// <summary>The tenant whose entrance this is, from the path.</summary>
    [Parameter]
    public string? Tenant { get; set; }

    /// <summary>Why the last attempt failed: <c>invalid</c>, <c>locked</c>, <c>throttled</c>, <c>passkey</c>, <c>federation</c> or <c>unlinked</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>Where to go afterwards: a path on this site.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private IWaysIn Ways { get; set; } = null!;

    [Inject]
    private IOptions<ShellOptions> Options { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _way = await Ways.FindAsync(Http, Tenant);

    private static string Role(DemoUser user) => user.Role is "clinician" or "nurse" or "admin" or "patient" ? T("role." + user.Role) : user.Role;

    private string? Problem => Error is "invalid" or "locked" or "throttled" or "passkey" or "federation" or "unlinked" ? Error : null;

    // Only a path on this site; the host checks again. "//other" and "/\other" lead elsewhere.
    private string Back => ReturnUrl is ['/', not ('/' or '\\'), ..] ? ReturnUrl : "/";
}
