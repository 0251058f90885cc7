using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Shell.Account;

/// <summary>What the account pages show of the reader's own account. The host registers it, scoped; forms go to the host itself.</summary>
public interface IOwnAccount
{
    /// <summary>The places where the reader is signed in, the latest used first.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<OwnSession>> SessionsAsync(CancellationToken cancellationToken);

    /// <summary>The reader's passkeys, the oldest first.</summary>
    Task<IReadOnlyList<OwnPasskey>> PasskeysAsync();

    /// <summary>The programs the reader has agreed to, by name.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyList<OwnApp>> AppsAsync(CancellationToken cancellationToken);

    /// <summary>The reader's second factor, also of somebody on the way in who has to set one up. Null for anybody else.</summary>
    /// <param name="context">The request for the page; new recovery codes are taken out of it, to be shown once.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<OwnFactor?> SecondFactorAsync(HttpContext context, CancellationToken cancellationToken);
}
