-- A token for one patient in context shows that patient alone, and only while its user is in the care team or has
-- emergency access: app.view is one:<user>:<subject>.
CREATE OR REPLACE FUNCTION platform.sees() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    view text := coalesce(current_setting('app.view', true), '');
    reader uuid;
    only_one text;
BEGIN
    IF view LIKE 'own:_%' THEN
        RETURN ARRAY[substr(view, 5)];
    ELSIF view LIKE 'care:_%' THEN
        reader := substr(view, 6)::uuid;
    ELSIF view LIKE 'one:____________________________________:_%' THEN
        reader := substr(view, 5, 36)::uuid;
        only_one := substr(view, 42);
    ELSE
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT c.subject FROM platform.care_relation c
        WHERE c.tenant_id = platform.tenant() AND c.user_id = reader AND (only_one IS NULL OR c.subject = only_one)
          AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
        UNION
        SELECT b.subject FROM platform.break_glass b
        WHERE b.tenant_id = platform.tenant() AND b.user_id = reader AND (only_one IS NULL OR b.subject = only_one)
          AND b.at <= now() AND b.until_at > now());
END $$;
