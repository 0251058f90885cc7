using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Revoking;

/// <summary>
/// Access tokens taken back before they expired (RFC 7009). All of them are kept in memory while the database is heard, so
/// that a good token costs no look-up; otherwise the database is asked each time.
/// </summary>
internal sealed class RevokedTokens
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(10);

    private readonly PlatformStorage _storage;
    private readonly SecuritySignals _signals;
    private readonly TimeProvider _time;
    private readonly Lock _changing = new();
    private HashSet<string>? _known;
    private long _swept;

    public RevokedTokens(PlatformStorage storage, SecuritySignals signals, TimeProvider time)
    {
        (_storage, _signals, _time) = (storage, signals, time);
        signals.Told += Obey;
    }

    /// <summary>How a revocation is told to every host.</summary>
    public static string Signal(string jti) => $"token:{jti}";

    /// <summary>Takes a token back on every host.</summary>
    /// <param name="jti">Its id; the token was issued here.</param>
    /// <param name="expires">When it would have expired.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task RevokeAsync(string jti, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        await using var command = _storage.Kernel.CreateCommand(
            "INSERT INTO platform.revoked_tokens (jti, expires_at) VALUES ($1, $2) ON CONFLICT (jti) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = jti });
        command.Parameters.Add(At(expires));
        await command.ExecuteNonQueryAsync(cancellationToken);
        _signals.Tell(Signal(jti));
    }

    public async ValueTask<bool> IsRevokedAsync(string jti, CancellationToken cancellationToken)
    {
        if (!_signals.IsHeard)
        {
            return await AskAsync(jti, cancellationToken);
        }

        lock (_changing)
        {
            if (_known is { } known)
            {
                return known.Contains(jti);
            }
        }

        return (await LoadAsync(cancellationToken)).Contains(jti);
    }

    private void Obey(string signal)
    {
        lock (_changing)
        {
            if (signal == SecuritySignals.Everything)
            {
                _known = null;
            }
            else if (signal.StartsWith("token:", StringComparison.Ordinal))
            {
                _known?.Add(signal["token:".Length..]);
            }
        }
    }

    private async Task<HashSet<string>> LoadAsync(CancellationToken cancellationToken)
    {
        var generation = _signals.Generation;
        await using var command = _storage.Kernel.CreateCommand("SELECT jti FROM platform.revoked_tokens WHERE expires_at > $1");
        command.Parameters.Add(At(_time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(reader.GetString(0));
        }

        lock (_changing)
        {
            _known = _signals.Generation == generation ? read : _known;
        }

        return read;
    }

    private async Task<bool> AskAsync(string jti, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand("SELECT EXISTS (SELECT FROM platform.revoked_tokens WHERE jti = $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = jti });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var last = Interlocked.Read(ref _swept);
        if (now.UtcTicks - last < Sweep.Ticks || Interlocked.CompareExchange(ref _swept, now.UtcTicks, last) != last)
        {
            return;
        }

        await using var command = _storage.Kernel.CreateCommand("DELETE FROM platform.revoked_tokens WHERE expires_at < $1");
        command.Parameters.Add(At(now - Sweep));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
