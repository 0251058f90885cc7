using System.Collections.Immutable;

namespace PluginPlatform.Identity.Keys;

/// <summary>The signing keys as read at one moment.</summary>
internal sealed record KeyRing(ImmutableArray<SigningKey> Keys, DateTimeOffset ReadAt)
{
    /// <summary>The newest key of this algorithm that is already active; null when there is none.</summary>
    public SigningKey? SigningAt(DateTimeOffset now, string algorithm) =>
        Keys.Where(key => key.Algorithm == algorithm && key.SignsAt(now)).MaxBy(key => key.ActiveFrom);

    /// <summary>Whether a key of every algorithm signs now.</summary>
    public bool IsCompleteAt(DateTimeOffset now) => SigningAlgorithms.All.All(algorithm => SigningAt(now, algorithm) is not null);

    public SigningKey? Find(string kid, DateTimeOffset now) =>
        Keys.FirstOrDefault(key => key.Kid == kid && key.VerifiesAt(now));
}
