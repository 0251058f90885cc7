-- The columns of a schema's ($1) tenant tables that say whose a row is, with the policy's present note.
SELECT c.relname::text, a.attname::text, a.atttypid = 'text[]'::regtype, a.attnotnull,
       coalesce((SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p
                 WHERE p.polrelid = c.oid AND p.polname = 'subject_view' AND NOT p.polpermissive AND p.polcmd = 'r'), '')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
  AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped)
  AND ((a.attname = 'subject' AND a.atttypid = 'text'::regtype)
    OR (a.attname = 'subjects' AND a.atttypid = 'text[]'::regtype)
    OR (coalesce(col_description(c.oid, a.attnum), '') LIKE 'subject:%' AND a.atttypid IN ('text'::regtype, 'text[]'::regtype)))
ORDER BY 1, a.attnum
