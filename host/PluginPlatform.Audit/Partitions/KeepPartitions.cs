using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Audit.Partitions;

/// <summary>Keeps the trail's partitions of this month and the next ones ready: once at the start, then every day.</summary>
/// <param name="kernel">Connections as <c>pp_kernel</c>.</param>
/// <param name="loggers">Logging.</param>
/// <param name="time">The clock.</param>
public sealed class KeepPartitions(NpgsqlDataSource kernel, ILoggerFactory loggers, TimeProvider time) : BackgroundService
{
    private const int Months = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private readonly ILogger _logger = loggers.CreateLogger<KeepPartitions>();

    /// <summary>Makes what is missing.</summary>
    /// <param name="cancellationToken">Cancels; then none was made.</param>
    /// <returns>How many it made.</returns>
    public async Task<int> EnsureAsync(CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand("SELECT platform.ensure_audit_partitions($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Months });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int made ? made : 0;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await EnsureAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (NpgsqlException failure)
            {
                // Rows go to the default partition meanwhile.
                AuditLog.PartitionsFailed(_logger, failure.SqlState ?? failure.GetType().Name);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
