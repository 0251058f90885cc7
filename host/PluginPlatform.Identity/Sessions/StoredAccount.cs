namespace PluginPlatform.Identity.Sessions;

/// <summary>An account with what sign-in holds a password against.</summary>
internal sealed record StoredAccount(Account Account, string? PasswordHash, DateTime? LockedUntil, bool TenantActive)
{
    public bool MaySignIn(DateTimeOffset now) => TenantActive && (LockedUntil is not { } end || end <= now.UtcDateTime);
}
