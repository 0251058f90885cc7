using Journey.Contracts;
using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace Journey.Graphs;

/// <summary>Reads a whole journey in one round trip: a line for the patient, then its nodes, then its edges.</summary>
internal static class LoadGraph
{
    // Searches with leakproof operators only, so that row-level security leaves the indexes usable.
    private const string Statement = """
        WITH known AS (SELECT revision, present, deceased FROM subject WHERE subject = $1),
        wanted AS (SELECT FROM known WHERE revision <> $2)
        SELECT * FROM (
            SELECT 0 AS row, revision, present, deceased AS a, NULL AS b, NULL AS c, NULL AS d, NULL AS e, NULL AS f, NULL AS g, NULL AS h, NULL AS i,
                   NULL::int AS part, NULL::timestamptz AS start_at, NULL::timestamptz AS end_at, NULL::text[] AS codes, NULL::text[] AS reasons,
                   NULL::float8 AS value, NULL::float8 AS low, NULL::float8 AS high, NULL AS j
            FROM known
            UNION ALL
            SELECT 1, NULL, NULL, resource, kind, label, start_text, end_text, status, code, value_text, unit,
                   part, start_at, end_at, codes, reasons, value_number, low, high, detail
            FROM node WHERE subject = $1 AND EXISTS (SELECT FROM wanted)
            UNION ALL
            SELECT 2, NULL, NULL, from_resource, to_resource, kind, date_text, NULL, NULL, NULL, NULL, NULL,
                   NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM edge WHERE subject = $1 AND EXISTS (SELECT FROM wanted)
        ) AS graph
        ORDER BY row, start_at, a COLLATE "C", part, b COLLATE "C", c COLLATE "C"
        """;

    /// <param name="database">The plugin's schema.</param>
    /// <param name="subject">The Patient's id.</param>
    /// <param name="heldRevision">A revision the caller holds already; of that one only the first line is read. -1 for none.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when nothing is known of the patient.</returns>
    public static Task<LoadedGraph?> ReadAsync(
        ITenantDatabase database, string subject, long heldRevision, CancellationToken cancellationToken) =>
        database.ReadAsync(
            Statement,
            [new NpgsqlParameter<string> { TypedValue = subject }, new NpgsqlParameter<long> { TypedValue = heldRevision }],
            ReadRowsAsync,
            cancellationToken);

    private static async Task<LoadedGraph?> ReadRowsAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        LoadedGraph? graph = null;
        var nodes = new List<LoadedNode>();
        var edges = new List<LoadedEdge>();
        while (await rows.ReadAsync(cancellationToken))
        {
            switch (rows.GetInt32(0))
            {
                case 0:
                    graph = new(rows.GetInt64(1), rows.GetBoolean(2), Text(rows, 3), nodes, edges);
                    break;
                case 1:
                    nodes.Add(Node(rows));
                    break;
                default:
                    edges.Add(new(rows.GetString(3), rows.GetString(4), rows.GetString(5), Text(rows, 6)));
                    break;
            }
        }

        return graph;
    }

    private static LoadedNode Node(NpgsqlDataReader rows)
    {
        var resource = rows.GetString(3);
        var part = rows.GetInt32(12);
        var node = new JourneyNode(part == 0 ? resource : $"{resource}#{part}", rows.GetString(4), rows.GetString(5), resource)
        {
            Start = Text(rows, 6), End = Text(rows, 7), Status = Text(rows, 8), Code = Text(rows, 9),
            ValueText = Text(rows, 10), Unit = Text(rows, 11),
            Value = Number(rows, 17), Low = Number(rows, 18), High = Number(rows, 19), Detail = Text(rows, 20),
        };
        return new(node, Time(rows, 13), Time(rows, 14), rows.GetFieldValue<string[]>(15), rows.GetFieldValue<string[]>(16));
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static double? Number(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetDouble(column);

    private static DateTime? Time(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetDateTime(column);
}
