-- The columns of a schema's ($1) tenant tables by which a data subject's rows are found: its own id, or the row they belong to.
SELECT c.relname::text, a.attname::text, a.atttypid = 'text[]'::regtype,
       coalesce(substring(col_description(c.oid, a.attnum) FROM '^belongs to: ([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)'), '')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped)
  AND ((a.attname = 'subject' AND a.atttypid = 'text'::regtype)
    OR (a.attname = 'subjects' AND a.atttypid = 'text[]'::regtype)
    OR (coalesce(col_description(c.oid, a.attnum), '') LIKE 'subject:%' AND a.atttypid IN ('text'::regtype, 'text[]'::regtype))
    OR coalesce(col_description(c.oid, a.attnum), '') LIKE 'belongs to: %')
ORDER BY 1, a.attnum
