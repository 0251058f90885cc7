using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.Federation;

/// <summary>What came of an answer from a provider.</summary>
internal abstract record FederationOutcome
{
    private FederationOutcome()
    {
    }

    public sealed record Accepted(Account Account, string ReturnUrl) : FederationOutcome;

    /// <param name="Reason">For the trail; the page says only whether the account is missing.</param>
    /// <param name="Account">When it is known whose it was.</param>
    public sealed record Refused(string Reason, Account? Account = null) : FederationOutcome
    {
        public const string Unlinked = "federation_no_account";
    }
}
