namespace PluginPlatform.Shell.Account;

/// <summary>What the account pages show of the reader's own account. The host registers it, scoped; forms go to the host itself.</summary>
public interface IOwnAccount
{
    /// <summary>The places where the reader is signed in, the latest used first.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<OwnSession>> SessionsAsync(CancellationToken cancellationToken);
}
