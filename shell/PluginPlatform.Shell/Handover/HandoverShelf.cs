using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PluginPlatform.Shell.Handover;

/// <summary>
/// Holds what a prerendered page loaded until its circuit fetches it: once, within half a minute, by a random token that
/// travels in the page's encrypted component state. Models stay objects in this process; none is written into the page.
/// </summary>
internal sealed class HandoverShelf(TimeProvider time)
{
    private const int MostPages = 1_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Parcel> _parcels = new();

    public string Put(IReadOnlyDictionary<string, object> models)
    {
        var now = time.GetUtcNow();
        foreach (var (stale, parcel) in _parcels)
        {
            if (parcel.At + Lifetime < now || _parcels.Count >= MostPages)
            {
                _parcels.TryRemove(stale, out _);
            }
        }

        var token = RandomNumberGenerator.GetHexString(32);
        _parcels[token] = new(now, models);
        return token;
    }

    public IReadOnlyDictionary<string, object>? Take(string token) =>
        _parcels.TryRemove(token, out var parcel) && parcel.At + Lifetime >= time.GetUtcNow() ? parcel.Models : null;

    private sealed record Parcel(DateTimeOffset At, IReadOnlyDictionary<string, object> Models);
}
