using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>A data subject's rows among the kernel's own: care relations, emergency accesses, consents, events on their way, and the account.</summary>
internal sealed class KernelSubjectRows(PlatformStorage storage, string tenant, string subject)
{
    private const string Mentioned = "platform.mentions(key, $1) OR platform.mentions(coalesce(payload, ''), $1)";
    private const string Account = "tenant_id = (SELECT platform.tenant()) AND fhir_user = 'Patient/' || $1";
    private const string IsNothingElse = """
        NOT EXISTS (SELECT FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id AND r.name <> 'patient')
        """;

    // Retries stand for events of the log and go before them.
    private static readonly (string Table, string Match)[] Matches =
    [
        ("care_relation", "subject = $1"), ("break_glass", "subject = $1"), ("subject_consent", "subject = $1"), ("rectification", "subject = $1"),
        ("event_retry", Mentioned), ("event", Mentioned), ("outbox", Mentioned), ("users", Account),
    ];

    public static IEnumerable<string> Tables => Matches.Select(match => match.Table);

    public Task<long> CountAsync(string table, CancellationToken cancellationToken) => RunAsync(
        $"SELECT count(*) FROM platform.{table} WHERE tenant_id = (SELECT platform.tenant()) AND ({Matches.First(match => match.Table == table).Match})",
        [Subject()], cancellationToken);

    /// <summary>An account that is a patient's and nothing else goes; one of somebody who works here loses the link.</summary>
    public Task<long> EraseAsync(string table, Guid erasure, CancellationToken cancellationToken) => table != "users"
        ? RunAsync("SELECT platform.erase_subject($1, $2)", [new NpgsqlParameter<string> { TypedValue = table }, Erasure(erasure)], cancellationToken)
        : RunAsync(
            $"""
            WITH allowed AS MATERIALIZED (SELECT platform.assert_erasable($2)),
            gone AS (DELETE FROM platform.users u WHERE {Account} AND {IsNothingElse} AND EXISTS (SELECT FROM allowed) RETURNING 1),
            unlinked AS (
                UPDATE platform.users u SET fhir_user = NULL WHERE {Account} AND NOT ({IsNothingElse}) AND EXISTS (SELECT FROM allowed) RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM unlinked)
            """,
            [Subject(), Erasure(erasure)], cancellationToken);

    /// <summary>Rows of a kernel table in which the subject's id stands anywhere.</summary>
    public Task<long> MentionsAsync(string table, string condition, CancellationToken cancellationToken) => RunAsync(
        $"SELECT count(*) FROM platform.{table} WHERE tenant_id = (SELECT platform.tenant()) AND ({condition})", [Subject()], cancellationToken);

    private Task<long> RunAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        sql, parameters, async (reader, token) => await reader.ReadAsync(token) ? reader.GetInt64(0) : 0, cancellationToken);

    private NpgsqlParameter<string> Subject() => new() { TypedValue = subject };

    private static NpgsqlParameter<Guid> Erasure(Guid id) => new() { TypedValue = id };
}
