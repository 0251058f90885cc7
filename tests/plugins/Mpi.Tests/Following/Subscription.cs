using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins;
using PluginPlatform.Sdk.Testing;

namespace Mpi.Tests.Following;

/// <summary>The index's place in the log of events: wait for it, or set it back.</summary>
internal static class Subscription
{
    private const string Level =
        """
        SELECT NOT EXISTS (SELECT FROM platform.outbox) AND EXISTS (
            SELECT FROM platform.subscription s WHERE s.plugin = 'mpi' AND s.state = 'following'
            AND s.position >= (SELECT coalesce(max(position), 0) FROM platform.event WHERE type = 'fhir.resource-changed'))
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Switches the index off, changes how far it says it has come, and switches it on again.</summary>
    public static async Task SetBackAsync(TestPlatform platform, string change)
    {
        await SwitchAsync(platform, on: false);
        await RunAsync(platform, change);
        await SwitchAsync(platform, on: true);
        await LevelAsync(platform);
    }

    public static async Task SwitchAsync(TestPlatform platform, bool on) =>
        Assert.Null(await platform.Services.GetRequiredService<PluginAdministration>().SwitchAsync("mpi", on, TestContext.Current.CancellationToken));

    public static async Task LevelAsync(TestPlatform platform)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await platform.ScalarAsync<bool>(Level))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "The index did not catch up.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public static async Task RunAsync(TestPlatform platform, string sql)
    {
        await using var command = platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Everything the index has stored, in a fixed order.</summary>
    public static async Task<string> DumpAsync(TestPlatform platform)
    {
        var parts = new List<string>();
        foreach (var table in (string[])["secret", "person", "blocking_key", "golden_record", "link"])
        {
            parts.Add(await platform.ScalarAsync<string>(
                $"SELECT '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")), '') FROM mpi.{table} t"));
        }

        return string.Join('\n', parts);
    }
}
