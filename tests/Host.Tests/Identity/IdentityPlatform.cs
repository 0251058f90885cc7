using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Identity;
using PluginPlatform.Storage;

namespace Host.Tests.Identity;

[CollectionDefinition(Name)]
public sealed class IdentityCollection : ICollectionFixture<IdentityPlatform>
{
    public const string Name = "identity";
}

/// <summary>One private cluster with the identity area's tables, for all tests of the area. Tests use names of their own.</summary>
public sealed class IdentityPlatform : IAsyncLifetime
{
    public const string Tenant = "hospital";

    private readonly string _folder = Path.Combine(
        Path.GetTempPath(), $"platform-identity-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}");

    private PlatformStorage? _storage;

    public PlatformStorage Storage => _storage ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync()
    {
        _storage = await PlatformStorage.StartAsync(
            new() { DataFolder = _folder },
            [IdentityMigrations.Kernel],
            NullLoggerFactory.Instance,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        await ExecuteAsync("INSERT INTO platform.tenant (id, name) VALUES ('hospital', 'Hospital'), ('clinic', 'Clinic')");
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Storage.Kernel.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Storage.Kernel.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }
}
