-- Blobs: what is where, how often it is referred to, and its content key under the tenant's data key. A row without
-- references is one that is being stored or removed; what is left of it after an hour is swept.
CREATE TABLE platform.blob (
    tenant_id   text COLLATE "C" NOT NULL,
    plugin      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL CHECK (id ~ '^[0-9a-f]{64}$'),
    refs        bigint NOT NULL CHECK (refs >= 0),
    length      bigint NOT NULL,
    content_key bytea NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, plugin, id)
);
COMMENT ON TABLE platform.blob IS 'Encrypted content outside the database.';
COMMENT ON COLUMN platform.blob.content_key IS 'encrypted: blob.key by plugin, id';
CREATE INDEX blob_unreferenced ON platform.blob (changed_at) WHERE refs = 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.blob TO pp_kernel;
