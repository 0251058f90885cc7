using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.SignIn;

/// <summary>Static: no circuit before sign-in, and it works without scripts.</summary>
public sealed partial class SignInPage
{
    /// <summary>Why the last attempt failed: <c>invalid</c>, <c>locked</c>, <c>throttled</c> or <c>passkey</c>.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>Where to go afterwards: a path on this site.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [Inject]
    private IOptions<ShellOptions> Options { get; set; } = null!;

    private static string Role(DemoUser user) => user.Role is "clinician" or "nurse" or "admin" or "patient" ? T("role." + user.Role) : user.Role;

    private string? Problem => Error is "invalid" or "locked" or "throttled" or "passkey" ? Error : null;

    // Only a path on this site; the host checks again. "//other" and "/\other" lead elsewhere.
    private string Back => ReturnUrl is ['/', not ('/' or '\\'), ..] ? ReturnUrl : "/";
}
