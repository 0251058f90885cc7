using System.Collections.Frozen;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Browsers;

/// <summary>The origins (RFC 6454) of the redirect addresses of active clients: the browser apps that may call.</summary>
internal sealed class ClientOrigins
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    // A page at an unknown origin must not become a stream of queries.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PlatformStorage _storage;
    private readonly TimeProvider _time;
    private Reading? _reading;

    public ClientOrigins(PlatformStorage storage, SecuritySignals signals, TimeProvider time)
    {
        (_storage, _time) = (storage, time);
        signals.Told += signal =>
        {
            if (signal == SecuritySignals.Everything || signal.StartsWith("client:", StringComparison.Ordinal)
                || signal.StartsWith("tenant:", StringComparison.Ordinal))
            {
                Volatile.Write(ref _reading, null);
            }
        };
    }

    public async ValueTask<bool> HasAsync(string origin, CancellationToken cancellationToken)
    {
        var reading = Volatile.Read(ref _reading);
        if (reading is null || _time.GetElapsedTime(reading.At) > GoodFor)
        {
            reading = await ReadAsync(cancellationToken);
        }

        if (!reading.Origins.Contains(origin) && _time.GetElapsedTime(reading.At) > Pause)
        {
            reading = await ReadAsync(cancellationToken);
        }

        return reading.Origins.Contains(origin);
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var at = _time.GetTimestamp();
        await using var command = _storage.Kernel.CreateCommand(
            """
            SELECT DISTINCT uri FROM platform.clients c JOIN platform.tenant t ON t.id = c.tenant_id, unnest(c.redirect_uris) uri
            WHERE c.active AND t.state = 'active' AND uri LIKE 'http%'
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var origins = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            origins.Add(new Uri(reader.GetString(0)).GetLeftPart(UriPartial.Authority));
        }

        var reading = new Reading(origins.ToFrozenSet(StringComparer.Ordinal), at);
        Volatile.Write(ref _reading, reading);
        return reading;
    }

    private sealed record Reading(FrozenSet<string> Origins, long At);
}
