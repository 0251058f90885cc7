namespace PluginPlatform.Sdk.Access;

/// <summary>
/// The platform's audit trail as the current call may see it: who touched which data, why and how it ended. Read only. Who
/// holds <see cref="AccessHistoryRights.Read"/> sees the rows of the own tenant; who sees one data subject only (a patient)
/// and holds <see cref="AccessHistoryRights.ReadOwn"/> sees the rows about that one, without the others a row may name.
/// Each look is recorded in the call's own audit row. Scoped.
/// </summary>
public interface IAccessHistory
{
    /// <summary>Rows that match, newest first, a page at a time.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="after"><see cref="AccessHistoryAnswer.Found.Next"/> of the page before, or null for the first.</param>
    /// <param name="limit">Rows of a page, 1 to 500.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<AccessHistoryAnswer> SearchAsync(AccessHistoryQuery query, string? after, int limit, CancellationToken cancellationToken);
}

/// <summary>What opens the audit trail to a call.</summary>
public static class AccessHistoryRights
{
    /// <summary>The permission to read the trail of the own tenant.</summary>
    public const string Read = "audit:read";

    /// <summary>The permission to read what the trail says about one's own data.</summary>
    public const string ReadOwn = "audit:read-own";

    /// <summary>The data kind the trail's rows are, in scopes of clients and in audit rows of looks into it. A scope that
    /// names this very kind opens the trail to a client; one for every kind does not.</summary>
    public const string Kind = "AuditEvent";
}

/// <summary>What to look for in the audit trail. What is null does not narrow.</summary>
public sealed record AccessHistoryQuery
{
    /// <summary>This one row.</summary>
    public Guid? Id { get; init; }

    /// <summary>Rows about this data subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Rows of this actor, by id or name.</summary>
    public string? Actor { get; init; }

    /// <summary>Rows of actors whose name begins so, whatever the case.</summary>
    public string? ActorName { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows of one of these actions: SMART letters such as <c>r</c>, or words such as <c>sign-in</c>.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Rows of none of these actions.</summary>
    public IReadOnlyList<string>? OtherThan { get; init; }

    /// <summary>Rows with one of these outcomes: <c>success</c>, <c>denied</c>, <c>rejected</c>, <c>failed</c>.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }
}

/// <summary>What became of a look into the audit trail.</summary>
public abstract record AccessHistoryAnswer
{
    /// <summary>It was done.</summary>
    /// <param name="Rows">Newest first.</param>
    /// <param name="Next">Gives the page after, or null at the end.</param>
    public sealed record Found(IReadOnlyList<AccessHistoryRow> Rows, string? Next) : AccessHistoryAnswer;

    /// <summary>The caller may not see it.</summary>
    /// <param name="Reason">Why, and how to mend it.</param>
    public sealed record Refused(string Reason) : AccessHistoryAnswer;

    /// <summary>The continuation belongs to no page.</summary>
    public sealed record BadContinuation : AccessHistoryAnswer;
}

/// <summary>A row of the audit trail: ids and fixed words, never content.</summary>
public sealed record AccessHistoryRow
{
    /// <summary>The row.</summary>
    public required Guid Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>user, client, plugin or anonymous.</summary>
    public required string ActorKind { get; init; }

    /// <summary>User id, client id or plugin id.</summary>
    public required string ActorId { get; init; }

    /// <summary>For display, or null.</summary>
    public string? ActorName { get; init; }

    /// <summary>SMART letters for patient data, a word such as <c>sign-in</c> otherwise.</summary>
    public required string Action { get; init; }

    /// <summary>Data kinds touched.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Data subjects' ids.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>Purpose of use, HL7 v3 code.</summary>
    public required string Purpose { get; init; }

    /// <summary>The plugin that answered, or <c>kernel</c>.</summary>
    public required string Plugin { get; init; }

    /// <summary>Its version, or null.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Route pattern or fragment.</summary>
    public required string Operation { get; init; }

    /// <summary>Correlates with logs and answers.</summary>
    public required string RequestId { get; init; }

    /// <summary>How it ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>Fixed words, or null.</summary>
    public string? Detail { get; init; }
}
