using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>What came of a user name and a password.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Accepted(Account Account) : SignInOutcome;

    /// <param name="Reason"><c>invalid</c> or <c>locked</c>: the same for names that exist and names that do not.</param>
    /// <param name="Account">For the audit trail, when the name is an account's.</param>
    public sealed record Refused(string Reason, Account? Account) : SignInOutcome;
}
