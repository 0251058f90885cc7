using Npgsql;
using NpgsqlTypes;

namespace PluginPlatform.Audit;

/// <summary>The call of <c>platform.record_access</c> inside a plugin's transaction.</summary>
internal static class RecordAccess
{
    private const string Statement =
        "SELECT platform.record_access($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    /// <param name="row">Storable.</param>
    /// <param name="proof">Tells it from rows that somebody else put there.</param>
    public static NpgsqlBatchCommand Command(AuditRow row, byte[] proof) => new(Statement)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = row.Id },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = row.At },
            Text(row.Tenant),
            Text(row.ActorKind),
            Text(row.ActorId),
            Text(row.ActorName),
            Text(row.Action),
            List(row.Kinds),
            List(row.Subjects),
            Text(row.Purpose),
            Text(row.Plugin),
            Text(row.PluginVersion),
            Text(row.Operation),
            Text(row.RequestId),
            Text(row.Outcome),
            Text(row.Detail),
            new NpgsqlParameter<byte[]> { TypedValue = proof },
        },
    };

    private static NpgsqlParameter<string[]> List(IReadOnlyList<string> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter Text(string? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };
}
