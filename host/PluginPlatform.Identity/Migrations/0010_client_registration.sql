-- What a registered client is: its type, its keys, where its users are sent back to.
-- A client without a secret is public, or proves itself with a key from jwks (public parts only).
ALTER TABLE platform.clients
    ALTER COLUMN secret_hash DROP NOT NULL,
    -- Which master key the hash was made under; null for rows older than this column: any key of the file.
    ADD COLUMN secret_key_id bigint,
    ADD COLUMN name varchar(200) NOT NULL DEFAULT '',
    ADD COLUMN is_public boolean NOT NULL DEFAULT false,
    ADD COLUMN redirect_uris text[] NOT NULL DEFAULT '{}',
    ADD COLUMN post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
    ADD COLUMN jwks jsonb,
    ADD COLUMN launch_uri text,
    ADD COLUMN require_pushed_authorization boolean NOT NULL DEFAULT false,
    ADD COLUMN dpop_bound boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ck_clients_credentials CHECK (
        CASE WHEN is_public THEN secret_hash IS NULL AND jwks IS NULL ELSE (secret_hash IS NULL) <> (jwks IS NULL) END);
