using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.Passwords;

/// <summary>What came of a wish for another password.</summary>
internal abstract record ChangePasswordOutcome
{
    private ChangePasswordOutcome()
    {
    }

    /// <param name="Account">With its new stamp: every session of the old one is over.</param>
    public sealed record Changed(Account Account) : ChangePasswordOutcome;

    /// <param name="Reason"><c>invalid</c>, <c>locked</c>, <c>same</c>, <c>short</c>, <c>long</c>, <c>simple</c> or <c>breached</c>.</param>
    public sealed record Refused(string Reason) : ChangePasswordOutcome;
}
