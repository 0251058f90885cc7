using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Events.Delivering;

/// <summary>What every part of the dispatcher works with.</summary>
internal sealed record DispatchContext(
    NpgsqlDataSource Kernel, EventOptions Options, ILogger Logger, TimeProvider Time, EventMetrics Metrics)
{
    // Dispatch state may be lost to a crash without harm: what is lost is delivered again, and the log is written in order,
    // so a checkpoint that survived implies that the moves before it did. Waiting for the disk would buy nothing.
    private const string NoFlush = "SELECT set_config('synchronous_commit', 'off', true)";

    public static NpgsqlBatchCommand DoNotFlush() => new(NoFlush);
}
