-- Every table of a schema ($1) with what tenancy needs to know of it.
WITH model AS (
    SELECT pg_get_expr(p.polqual, p.polrelid) AS using_text, pg_get_expr(p.polwithcheck, p.polrelid) AS check_text
    FROM pg_policy p WHERE p.polrelid = 'platform.tenancy_model'::regclass
)
SELECT
    c.relname::text,
    c.relkind::text,
    coalesce(obj_description(c.oid, 'pg_class'), ''),
    EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped),
    EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull AND a.atttypid = 'text'::regtype),
    c.relrowsecurity AND c.relforcerowsecurity,
    EXISTS (
        SELECT FROM pg_policy p, model m
        WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation' AND p.polpermissive AND p.polcmd = '*'
          AND p.polroles = '{0}'
          AND pg_get_expr(p.polqual, p.polrelid) = m.using_text
          AND pg_get_expr(p.polwithcheck, p.polrelid) = m.check_text),
    coalesce((
        SELECT string_agg(p.polname, ', ' ORDER BY p.polname) FROM pg_policy p
        WHERE p.polrelid = c.oid AND p.polpermissive AND p.polname <> 'tenant_isolation'), ''),
    EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'm', 'f')
ORDER BY c.relname
