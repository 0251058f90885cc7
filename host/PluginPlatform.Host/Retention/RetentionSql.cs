namespace PluginPlatform.Host.Retention;

/// <summary>
/// What a policy ends, per kind: how to count it and how to remove a batch of it. Each takes the time, and a batch's size.
/// </summary>
internal static class RetentionSql
{
    public const string Sessions = "sessions";
    public const string Links = "links";
    public const string DeadLetters = "dead-letters";
    public const string Audit = "audit";

    // A user's last session stays: it says when the user was last here.
    private const string EndedSessions = """
        FROM platform.user_sessions s JOIN platform.users u ON u.id = s.user_id LEFT JOIN platform.retention_policy p ON p.tenant_id = u.tenant_id
        WHERE coalesce(s.ended_at, s.expires_at) < $1 - make_interval(days => coalesce(p.session_days, 90))
          AND EXISTS (SELECT FROM platform.user_sessions l WHERE l.user_id = s.user_id AND l.started_at > s.started_at)
        """;

    private const string UsedLinks = """
        FROM platform.mail_links m JOIN platform.users u ON u.id = m.user_id LEFT JOIN platform.retention_policy p ON p.tenant_id = u.tenant_id
        WHERE coalesce(m.used_at, m.expires_at) < $1 - make_interval(days => coalesce(p.link_days, 30))
        """;

    // One that others wait behind stays until somebody decides.
    private const string Dead = """
        FROM platform.event_retry e LEFT JOIN platform.retention_policy p ON p.tenant_id = e.tenant_id
        WHERE e.state = 'dead' AND e.failed_at < $1 - make_interval(days => coalesce(p.dead_letter_days, 90))
          AND NOT EXISTS (SELECT FROM platform.event_retry w WHERE w.subscription_id = e.subscription_id AND w.tenant_id = e.tenant_id
                          AND w.key = e.key AND w.state <> 'dead')
        """;

    /// <summary>Kind, statement that counts, statement that removes a batch.</summary>
    public static IReadOnlyList<(string Kind, string Count, string Remove)> Rows { get; } =
    [
        (Sessions, "SELECT count(*) " + EndedSessions, $"DELETE FROM platform.user_sessions WHERE id IN (SELECT s.id {EndedSessions} LIMIT $2)"),
        (Links, "SELECT count(*) " + UsedLinks, $"DELETE FROM platform.mail_links WHERE token_hash IN (SELECT m.token_hash {UsedLinks} LIMIT $2)"),
        (DeadLetters, "SELECT count(*) " + Dead, $"DELETE FROM platform.event_retry WHERE id IN (SELECT e.id {Dead} LIMIT $2)"),
    ];

    /// <summary>The trail is one for all: what the most careful tenant keeps is kept.</summary>
    public const string AuditMonths = """
        SELECT coalesce(max(coalesce(p.audit_months, 72)), 72) FROM platform.tenant t LEFT JOIN platform.retention_policy p ON p.tenant_id = t.id
        """;

    public const string Begin = "INSERT INTO platform.retention_run (id, kind, started_at, changed_at) VALUES ($1, $2, $3, $3)";

    public const string Progress = "UPDATE platform.retention_run SET removed = $3, changed_at = $4, note = $5, finished_at = CASE WHEN $6 THEN $4 END WHERE id = $1 AND kind = $2";

    public const string Forget = "DELETE FROM platform.retention_run WHERE started_at < $1";

    public const string Runs = """
        SELECT kind, started_at, finished_at, removed, note FROM platform.retention_run ORDER BY started_at DESC, kind LIMIT 40
        """;

    public const string Policies = """
        SELECT t.id, coalesce(p.audit_months, 72), coalesce(p.below_minimum, false), coalesce(p.session_days, 90), coalesce(p.link_days, 30), coalesce(p.dead_letter_days, 90)
        FROM platform.tenant t LEFT JOIN platform.retention_policy p ON p.tenant_id = t.id
        WHERE t.state IN ('active', 'suspended') AND ($1::text IS NULL OR t.id = $1) ORDER BY t.id
        """;

    public const string Set = """
        INSERT INTO platform.retention_policy (tenant_id, audit_months, below_minimum, session_days, link_days, dead_letter_days, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (tenant_id) DO UPDATE SET audit_months = excluded.audit_months, below_minimum = excluded.below_minimum,
            session_days = excluded.session_days, link_days = excluded.link_days, dead_letter_days = excluded.dead_letter_days, changed_at = excluded.changed_at
        """;
}
