namespace PluginPlatform.Identity.Passwords;

/// <summary>
/// Knows passwords that were in a breach (NIST SP 800-63B section 3.1.1.2). Register another one before
/// <see cref="PlatformIdentityExtensions.AddPlatformIdentity"/> to ask an organisation's own service.
/// </summary>
public interface IBreachedPasswords
{
    /// <summary>Whether the password is on the list. Nothing of it may leave in a log or an exception.</summary>
    /// <param name="password">What somebody wants as a password.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    ValueTask<bool> IsKnownAsync(string password, CancellationToken cancellationToken);
}
