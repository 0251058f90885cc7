using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Account;

/// <summary>Frame of the account pages.</summary>
public sealed partial class AccountLayout
{
    private static readonly (string Address, string Text)[] Places =
        [("/account/sessions", "account.sessions"), ("/account/password", "account.password"), ("/account/second-factor", "account.factor"),
            ("/account/passkeys", "account.passkeys"), ("/account/apps", "account.apps")];

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
}
