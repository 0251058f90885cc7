namespace PluginPlatform.Host.Compliance;

/// <summary>
/// The statements of the compliance report: each reads the period once and gives back a number of rows that does not grow with it.
/// </summary>
internal static class ComplianceSql
{
    /// <summary>Parameters: from, to, and the tenant unless all are meant.</summary>
    /// <param name="everyTenant">Whether of all.</param>
    public static string Figures(bool everyTenant) => $"""
        WITH seen AS MATERIALIZED (
            SELECT actor_kind, actor_id, extract(hour FROM at AT TIME ZONE 'UTC')::integer AS hour, outcome, count(*) AS n
            FROM platform.audit_event WHERE {Period(everyTenant)} AND action ~ '^[cruds]+$' GROUP BY 1, 2, 3, 4)
        SELECT 'role', coalesce(r.name::text, s.actor_kind), sum(n)::bigint, count(DISTINCT s.actor_id)
        FROM seen s LEFT JOIN platform.user_roles ur ON s.actor_kind = 'user' AND ur.user_id::text = s.actor_id
        LEFT JOIN platform.roles r ON r.id = ur.role_id GROUP BY 2
        UNION ALL SELECT 'hour', hour::text, sum(n)::bigint, count(DISTINCT actor_id) FROM seen GROUP BY hour
        UNION ALL SELECT 'outcome', outcome, sum(n)::bigint, count(DISTINCT actor_id) FROM seen GROUP BY outcome
        ORDER BY 1, 3 DESC
        """;

    public static string Refused(bool everyTenant) => $"""
        SELECT 'refused', coalesce(detail, '-'), count(*), count(DISTINCT actor_id) FROM platform.audit_event
        WHERE {Period(everyTenant)} AND action = 'sign-in' AND outcome = 'denied' GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT 20
        """;

    public static string Glass(bool everyTenant) => $"""
        SELECT at, coalesce(actor_name, actor_id), array_to_string(subjects, ' '), coalesce(detail, '') FROM platform.audit_event
        WHERE {Period(everyTenant)} AND action = 'break-glass' AND outcome = 'success' ORDER BY at DESC LIMIT 100
        """;

    public static string UnusedClients(bool everyTenant) => $"""
        SELECT c.id::text FROM platform.clients c
        LEFT JOIN (SELECT DISTINCT actor_id FROM platform.audit_event WHERE {Period(everyTenant)} AND actor_kind = 'client') AS used ON used.actor_id = c.id
        WHERE c.active AND c.created_at < $1 AND used.actor_id IS NULL {(everyTenant ? "" : "AND c.tenant_id = $3")} ORDER BY 1 LIMIT 100
        """;

    /// <summary>Parameters: not signed in since, and the tenant or null.</summary>
    public const string Accounts = """
        WITH account AS MATERIALIZED (
            SELECT u.user_name::text AS name,
                NOT EXISTS (SELECT FROM platform.second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
                    AND NOT EXISTS (SELECT FROM platform.user_passkeys p WHERE p.user_id = u.id) AS bare,
                EXISTS (SELECT FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                        WHERE ur.user_id = u.id AND r.name IN ('super_admin', 'org_admin')) AS admin,
                (SELECT max(s.started_at) FROM platform.user_sessions s WHERE s.user_id = u.id) AS last
            FROM platform.users u WHERE coalesce(u.lockout_end < '9000-01-01', true) AND ($2::text IS NULL OR u.tenant_id = $2)),
        sums AS (
            SELECT count(*) AS active, count(*) FILTER (WHERE bare) AS bare, count(*) FILTER (WHERE bare AND admin) AS admins,
                count(*) FILTER (WHERE last IS NULL OR last < $1) AS inactive FROM account)
        SELECT s.active, s.bare, s.admins, s.inactive, a.name, a.bare, a.admin, a.last, a.last IS NULL OR a.last < $1
        FROM sums s LEFT JOIN LATERAL (
            SELECT * FROM account WHERE bare OR last IS NULL OR last < $1 ORDER BY admin AND bare DESC, bare DESC, name LIMIT 100) AS a ON true
        """;

    public const string Trail = """
        SELECT s.at, s.first_position + length(s.entries) / 48 - 1, v.at, v.outcome = 'success', v.detail
        FROM (SELECT 1) AS one
        LEFT JOIN LATERAL (SELECT at, first_position, entries FROM platform.audit_seal ORDER BY at DESC LIMIT 1) AS s ON true
        LEFT JOIN LATERAL (
            SELECT at, outcome, detail FROM platform.audit_event WHERE tenant_id = '-' AND action = 'audit-verified' ORDER BY at DESC LIMIT 1) AS v ON true
        """;

    private static string Period(bool everyTenant) => everyTenant ? "at >= $1 AND at < $2" : "tenant_id = $3 AND at >= $1 AND at < $2";
}
