-- Run at every start as pp_owner: everything here is idempotent.
-- Functions of the kernel are callable only by whom they are granted to.
ALTER DEFAULT PRIVILEGES FOR ROLE pp_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE IF NOT EXISTS platform.migration (
    area       text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    name       text NOT NULL,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (area, version)
);

-- A plugin migrates as its own role, which cannot touch the history; this writes the row of its own area and no other.
CREATE OR REPLACE FUNCTION platform.record_migration(p_version integer, p_name text, p_sha256 text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO platform.migration (area, version, name, sha256)
    VALUES (substr(session_user, 4), p_version, p_name, p_sha256)
$$;
GRANT EXECUTE ON FUNCTION platform.record_migration(integer, text, text) TO pp_plugin;
GRANT SELECT ON platform.migration TO pp_kernel, pp_plugin;
