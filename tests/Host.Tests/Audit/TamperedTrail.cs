using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

/// <summary>A trail of rows r1, r2, … at positions 1, 2, …, one seal each, and the superuser who changes it.</summary>
internal sealed class TamperedTrail(PlatformStorage storage, AuditTrail trail, NpgsqlDataSource admin) : IAsyncDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public AuditTrail Trail => trail;

    public NpgsqlDataSource Admin => admin;

    public PlatformStorage Storage => storage;

    public static async Task<TamperedTrail> StartAsync(KernelDatabases databases, int rows, IAuditAnchor? anchor = null)
    {
        var connectionString = await databases.NewDatabaseAsync();
        var storage = await databases.OpenAsync(connectionString);
        var trail = TestTrail.Over(storage, anchor ?? new MemoryAnchor());
        for (var i = 1; i <= rows; i++)
        {
            await trail.AppendAsync(AuditTrailTests.Row($"r{i}") with { Subjects = ["p1", $"p{i}"], Kinds = ["Patient"] }, Token);
        }

        return new(storage, trail, NpgsqlDataSource.Create(connectionString));
    }

    public async Task RunAsync(string sql)
    {
        await using var command = admin.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync(Token) != 0, "The tampering changed nothing.");
    }

    public async Task<Found> OnlyFindingAsync() => Assert.Single(await FindingsAsync());

    public async Task<Found[]> FindingsAsync() =>
        [.. (await trail.VerifyAsync(Token)).Findings.Select(f => new Found(f.Kind, f.Position, f.Until))];

    public async ValueTask DisposeAsync()
    {
        await trail.DisposeAsync();
        await admin.DisposeAsync();
        await storage.DisposeAsync();
    }

    internal sealed record Found(string Kind, long Position, long Until);
}
