using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Audit;

/// <summary>Appends audit rows by group commit.</summary>
public sealed class AuditTrail(NpgsqlDataSource kernel, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Hand this to <see cref="PlatformStorage.StartAsync"/>.</summary>
    public static KernelMigrations Migrations { get; } = new("audit", typeof(AuditTrail).Assembly);

    /// <summary>Returns when the row is durable.</summary>
    /// <exception cref="AuditUnavailableException">It is not.</exception>
    public Task AppendAsync(AuditRow row, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{kernel} {loggers}");

    /// <summary>Rows of a tenant, newest first.</summary>
    public Task<IReadOnlyList<AuditRow>> SearchAsync(
        string tenant,
        string? subject,
        string? actor,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int limit,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
