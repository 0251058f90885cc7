using Npgsql;

namespace PluginPlatform.Audit.Retention;

/// <summary>The record of a dropped month, as the database keeps it.</summary>
internal sealed record DropRecord(DateOnly Month, DateTimeOffset DroppedAt, int Kept, long Rows, byte[] Root)
{
    private const string All = "SELECT month, dropped_at, kept, rows, root, key_id, mac FROM platform.audit_dropped ORDER BY month";

    public uint KeyId { get; init; }

    public byte[] Mac { get; init; } = [];

    public DroppedMonth Told => new(Month, DroppedAt, Kept, Rows, Convert.ToHexStringLower(Root));

    public static async Task<IReadOnlyList<DropRecord>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(All, connection);
        var records = new List<DropRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            records.Add(new(
                reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4))
            {
                KeyId = unchecked((uint)reader.GetInt64(5)), Mac = reader.GetFieldValue<byte[]>(6),
            });
        }

        return records;
    }
}
