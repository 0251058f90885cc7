-- Columns declared as encrypted in schema $1 (null for all), one row per table that holds rows of its own.
SELECT n.nspname::text, leaf.relname::text, a.attname::text, col_description(c.oid, a.attnum), a.atttypid = 'bytea'::regtype,
    EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped),
    ARRAY(SELECT t.attname::text FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
CROSS JOIN LATERAL (
    SELECT t.relid::oid AS oid FROM pg_partition_tree(c.oid) t WHERE t.isleaf
    UNION SELECT c.oid WHERE c.relkind = 'r') leaves
JOIN pg_class leaf ON leaf.oid = leaves.oid
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND ($1::text IS NULL OR n.nspname = $1)
  AND col_description(c.oid, a.attnum) LIKE 'encrypted:%'
ORDER BY 1, 2, 3
