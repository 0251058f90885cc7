using Npgsql;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Which of some rows have a seal, whatever became of the row it was made for.</summary>
internal static class SealedAmong
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    public static async Task<HashSet<Guid>> FindAsync(
        NpgsqlConnection connection, IReadOnlyDictionary<Guid, WalkRows.Stray> strays, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        await using var command = new NpgsqlCommand("SELECT entries FROM platform.audit_seal WHERE at >= $1", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = strays.Values.Min(s => StoredRowStream.TimeOf(s.Encoded)) - Slack });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var entries = new SealEntries(reader.GetFieldValue<byte[]>(0));
            for (var i = 0; i < entries.Count; i++)
            {
                if (strays.ContainsKey(entries.Id(i)))
                {
                    ids.Add(entries.Id(i));
                }
            }
        }

        return ids;
    }
}
