-- How far the re-encryption of a column came: one row per tenant, new key and column, so that it resumes after a stop.
CREATE TABLE platform.reencryption (
    tenant_id   text COLLATE "C" NOT NULL,
    data_key    integer NOT NULL REFERENCES platform.data_key ON DELETE CASCADE,
    schema_name text COLLATE "C" NOT NULL,
    table_name  text COLLATE "C" NOT NULL,
    column_name text COLLATE "C" NOT NULL,
    next_block  bigint NOT NULL DEFAULT 0,
    blocks      bigint NOT NULL DEFAULT 0,
    rewritten   bigint NOT NULL DEFAULT 0,
    unreadable  bigint NOT NULL DEFAULT 0,
    done        boolean NOT NULL DEFAULT false,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, data_key, schema_name, table_name, column_name)
);
COMMENT ON TABLE platform.reencryption IS 'Progress of re-encryption after a data key was rotated.';
GRANT SELECT, INSERT, UPDATE ON platform.reencryption TO pp_kernel;
