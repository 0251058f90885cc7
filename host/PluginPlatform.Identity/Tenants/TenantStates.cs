using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>
/// Every tenant's standing in memory, read again twice a second: a suspension made by whichever host ends the tenant's
/// tokens and sessions here within a second, and no request waits for it. A tenant it does not know opens nothing.
/// </summary>
internal sealed class TenantStates(PlatformStorage storage, TimeProvider time, ILogger<TenantStates> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private volatile Board _board = new(
        FrozenDictionary<string, TenantStanding>.Empty, FrozenDictionary<string, string>.Empty, FrozenDictionary<string, FrozenSet<string>>.Empty);

    public TenantStanding? Find(string tenant) => _board.Standings.GetValueOrDefault(tenant);

    public bool IsActive(string tenant) => Find(tenant) is { Active: true };

    /// <summary>The active tenant a host name stands for, or null.</summary>
    public string? OfHost(string host) => _board.Hosts.GetValueOrDefault(host);

    /// <summary>Data subjects to whom the user has emergency access now.</summary>
    public FrozenSet<string> BreakGlassOf(string user) => _board.BreakGlass.GetValueOrDefault(user, FrozenSet<string>.Empty);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var (standings, hosts) = await StandingsAsync(cancellationToken);
        _board = new(standings, hosts, await BreakGlassAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                // What was known stays until the database answers again; without it no call gets far anyway.
                logger.TenantsUnread(failure.GetType().Name);
            }
        }
    }

    private async Task<(FrozenDictionary<string, TenantStanding> Standings, FrozenDictionary<string, string> Hosts)> StandingsAsync(
        CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("SELECT id, state = 'active', care_team, break_glass_over_consent, hosts FROM platform.tenant");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var standings = new Dictionary<string, TenantStanding>(StringComparer.Ordinal);
        var hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (id, standing) = (reader.GetString(0), new TenantStanding(reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3)));
            standings[id] = standing;
            foreach (var host in standing.Active ? reader.GetFieldValue<string[]>(4) : [])
            {
                hosts[host] = id;
            }
        }

        return (standings.ToFrozenDictionary(StringComparer.Ordinal), hosts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private async Task<FrozenDictionary<string, FrozenSet<string>>> BreakGlassAsync(CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("SELECT user_id, subject FROM platform.active_break_glass()");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<(string User, string Subject)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            open.Add((reader.GetGuid(0).ToString(), reader.GetString(1)));
        }

        return open.GroupBy(access => access.User, access => access.Subject)
            .ToFrozenDictionary(user => user.Key, user => user.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private sealed record Board(
        FrozenDictionary<string, TenantStanding> Standings, FrozenDictionary<string, string> Hosts,
        FrozenDictionary<string, FrozenSet<string>> BreakGlass);
}
