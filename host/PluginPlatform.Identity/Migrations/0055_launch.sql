-- Apps that people start from a patient's chart (SMART App Launch 2.2).
-- An administrator has agreed to a pre-approved app for the tenant's people: started from a chart, it asks nobody again and
-- so can open inside the chart.
ALTER TABLE platform.clients ADD COLUMN pre_approved boolean NOT NULL DEFAULT false;

-- A launch: one person, in one session, wants one app to open one patient. The app carries the handle, 256 random bits that
-- say nothing; here its SHA-256 is kept, for minutes and one use.
CREATE TABLE platform.launches (
    handle_hash bytea PRIMARY KEY,
    tenant_id text COLLATE "C" NOT NULL REFERENCES platform.tenant (id),
    client_id varchar(128) COLLATE "C" NOT NULL REFERENCES platform.clients (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    session_id uuid NOT NULL,
    patient text NOT NULL,
    -- Whether the app was started inside the chart, whose banner says who the patient is.
    framed boolean NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE platform.launches IS 'shared: hangs on clients and users';
CREATE INDEX ix_launches_client_id ON platform.launches (client_id);
CREATE INDEX ix_launches_user_id ON platform.launches (user_id);
CREATE INDEX ix_launches_expires_at ON platform.launches (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.launches TO pp_kernel;

-- The patient in context goes with the grant: through refresh, into every token, until the grant ends.
ALTER TABLE platform.grants
    ADD COLUMN patient text,
    ADD COLUMN banner_shown boolean NOT NULL DEFAULT false;
