using System.Collections.Immutable;

namespace PluginPlatform.Identity.Keys;

/// <summary>The signing keys as read at one moment.</summary>
internal sealed record KeyRing(ImmutableArray<SigningKey> Keys, DateTimeOffset ReadAt)
{
    /// <summary>The newest key that is already active; null when there is none.</summary>
    public SigningKey? SigningAt(DateTimeOffset now) =>
        Keys.Where(key => key.SignsAt(now)).MaxBy(key => key.ActiveFrom);

    public SigningKey? Find(string kid, DateTimeOffset now) =>
        Keys.FirstOrDefault(key => key.Kid == kid && key.VerifiesAt(now));
}
