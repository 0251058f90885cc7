namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>The audit trail as the current reader may see it. Each look leaves a row in the trail itself. Scoped.</summary>
public interface IAuditExplorer
{
    /// <summary>Rows that match, newest first, a page at a time.</summary>
    /// <param name="filter">What to look for.</param>
    /// <param name="after"><see cref="AuditRowPage.Next"/> of the page before, or null for the first.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<AuditAnswer> FindAsync(AuditFilter filter, string? after, CancellationToken cancellationToken);
}

/// <summary>What to look for in the audit trail. What is null or empty does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>The tenant; null for the reader's own, <c>*</c> for all.</summary>
    public string? Tenant { get; init; }

    /// <summary>Who was looked at: a data subject's id.</summary>
    public string? Subject { get; init; }

    /// <summary>Who looked: the id or name of a user, client or plugin.</summary>
    public string? Actor { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>SMART letters such as <c>r</c>, or a word such as <c>sign-in</c>.</summary>
    public string? Action { get; init; }

    /// <summary><c>success</c>, <c>denied</c>, <c>rejected</c> or <c>failed</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Purpose of use, HL7 v3 code: <c>TREAT</c>, <c>BTG</c> (broke the glass).</summary>
    public string? Purpose { get; init; }
}

/// <summary>What became of a look into the trail.</summary>
public abstract record AuditAnswer
{
    /// <summary>It was done.</summary>
    /// <param name="Page">The rows.</param>
    public sealed record Found(AuditRowPage Page) : AuditAnswer;

    /// <summary>It was refused.</summary>
    /// <param name="Code">Stable, for example <c>audit.tenant</c>.</param>
    /// <param name="Reason">Why, and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : AuditAnswer;
}

/// <summary>Some rows of the trail.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Gives the page after, or null at the end.</param>
public sealed record AuditRowPage(IReadOnlyList<AuditEntry> Rows, string? Next);

/// <summary>A row of the trail: ids and fixed words, never content.</summary>
/// <param name="Id">The row.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="ActorKind">user, client, plugin or anonymous.</param>
/// <param name="ActorId">Who.</param>
/// <param name="ActorName">For display.</param>
/// <param name="Action">SMART letters or a word.</param>
/// <param name="Kinds">Data kinds.</param>
/// <param name="Subjects">Data subjects' ids.</param>
/// <param name="Purpose">Purpose of use.</param>
/// <param name="Plugin">What answered.</param>
/// <param name="PluginVersion">Its version.</param>
/// <param name="Operation">Route pattern or fragment.</param>
/// <param name="RequestId">Correlates with logs.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">Fixed words, or null.</param>
public sealed record AuditEntry(
    Guid Id, DateTimeOffset At, string Tenant, string ActorKind, string ActorId, string? ActorName, string Action, IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Subjects, string Purpose, string Plugin, string? PluginVersion, string Operation, string RequestId, string Outcome, string? Detail);
