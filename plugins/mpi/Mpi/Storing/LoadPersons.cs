using Npgsql;

namespace Mpi.Storing;

internal static class LoadPersons
{
    private const string Select =
        "SELECT patient_id, version, features, basis, golden_record_id FROM person WHERE patient_id = ANY ($1)";

    public static Task<List<StoredPerson>> ByIdAsync(NpgsqlConnection connection, string[] ids, CancellationToken cancellationToken) =>
        Sql.ReadAsync(connection, Sql.Command(Select, Sql.Value(ids)), Row, cancellationToken);

    private static StoredPerson Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetGuid(4));
}
