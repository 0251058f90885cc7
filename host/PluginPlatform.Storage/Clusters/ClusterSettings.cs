namespace PluginPlatform.Storage.Clusters;

/// <summary>Server settings for a small machine that the host shares (2 cores, a few GB).</summary>
internal static class ClusterSettings
{
    public static IEnumerable<string> Arguments(ClusterPlace place, bool durable) =>
        new[] { "-D", place.Data, "-k", place.Socket, "-p", "5432" }
            .Concat(Settings.Concat(durable ? [] : Volatile).SelectMany(s => new[] { "-c", s }));

    private static readonly string[] Settings =
    [
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "max_connections=300",
        "shared_buffers=128MB",
        "effective_cache_size=1GB",
        "work_mem=8MB",
        "maintenance_work_mem=64MB",
        "wal_compression=on",
        "max_wal_size=1GB",
        "min_wal_size=128MB",
        "checkpoint_timeout=15min",
        "synchronous_commit=on",
        "random_page_cost=1.1",

        // Statements are short: compiling them, or starting workers on two cores, costs more than it gives.
        "jit=off",
        "max_parallel_workers_per_gather=0",
        "autovacuum_max_workers=2",
        "timezone=UTC",
        "log_timezone=UTC",
        "password_encryption=scram-sha-256",

        // Statements and DETAIL lines can hold patient data.
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
        "log_min_messages=warning",
        "log_checkpoints=off",
        "log_line_prefix=%m [%p] %u@%d ",
    ];

    private static readonly string[] Volatile = ["fsync=off", "full_page_writes=off", "max_wal_size=4GB"];
}
