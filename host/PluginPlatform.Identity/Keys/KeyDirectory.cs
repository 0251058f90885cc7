using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Keys;

/// <summary>The signing keys, for administrators.</summary>
public sealed class KeyDirectory
{
    // Those who fetch the keys keep them for five minutes; hosts are told at once.
    internal static readonly TimeSpan Lead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    private readonly SigningKeyStore _store;
    private readonly ISecurityEvents _events;
    private readonly IOptions<PlatformIdentityOptions> _options;
    private readonly TimeProvider _time;

    internal KeyDirectory(SigningKeyStore store, ISecurityEvents events, IOptions<PlatformIdentityOptions> options, TimeProvider time) =>
        (_store, _events, _options, _time) = (store, events, options, time);

    /// <summary>At this age a signing key gets a successor.</summary>
    public TimeSpan MostAge => _options.Value.SigningKeyAge;

    /// <summary>Every key that is published, newest first.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<KeyState>> ListAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var ring = new KeyRing(await _store.ReadAsync(now, cancellationToken), now);
        return [.. ring.Keys.OrderByDescending(key => key.ActiveFrom).Select(key => new KeyState(key.Kid, key.Algorithm, StateOf(key, ring, now), key.ActiveFrom, key.RetiredAt))];
    }

    /// <summary>
    /// Makes the next key of each algorithm. It is published at once and signs ten minutes later; the old one verifies until
    /// the last of its tokens has expired. An algorithm whose next key waits already is left alone.
    /// </summary>
    /// <param name="compromised">The old keys are in wrong hands: they stop at once, and every token they signed is void.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>Every key that is published now.</returns>
    public async Task<IReadOnlyList<KeyState>> RotateAsync(bool compromised, Actor by, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var keep = _options.Value.AccessTokenLifetime + Leeway;
        var rotation = compromised ? new KeyRotation(TimeSpan.Zero, TimeSpan.Zero, now) : new KeyRotation(Lead, keep, now);
        await RotateAsync(rotation, compromised ? "keys_replaced" : "keys_rotated", by, cancellationToken);
        return await ListAsync(cancellationToken);
    }

    /// <summary>The same for keys that are older than they should be.</summary>
    internal Task RotateOldAsync(CancellationToken cancellationToken) => RotateAsync(
        new(Lead, _options.Value.AccessTokenLifetime + Leeway, _time.GetUtcNow() - _options.Value.SigningKeyAge),
        "keys_rotated_by_age", Actor.Plugin("kernel"), cancellationToken);

    private async Task RotateAsync(KeyRotation rotation, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (await _store.RotateAsync(rotation, _time.GetUtcNow(), cancellationToken) > 0)
        {
            await _events.RecordAsync(new(SecurityEventKind.AccountChanged, null, by, reason, "keys", ""), cancellationToken);
        }
    }

    private static string StateOf(SigningKey key, KeyRing ring, DateTimeOffset now) =>
        key.ActiveFrom > now ? "next" : ring.SigningAt(now, key.Algorithm) == key ? "signing" : "verifying";
}
