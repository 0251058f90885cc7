-- For how long what is no longer needed is kept, per tenant; a tenant without a row keeps the standard.
CREATE TABLE platform.retention_policy (
    tenant_id        text COLLATE "C" PRIMARY KEY REFERENCES platform.tenant (id),
    audit_months     integer NOT NULL DEFAULT 72 CHECK (audit_months BETWEEN 12 AND 1200),
    -- Somebody said that the legal minimum does not bind this tenant.
    below_minimum    boolean NOT NULL DEFAULT false,
    session_days     integer NOT NULL DEFAULT 90 CHECK (session_days BETWEEN 1 AND 3650),
    link_days        integer NOT NULL DEFAULT 30 CHECK (link_days BETWEEN 1 AND 3650),
    dead_letter_days integer NOT NULL DEFAULT 90 CHECK (dead_letter_days BETWEEN 1 AND 3650),
    changed_at       timestamptz NOT NULL,
    -- 45 CFR 164.316(b)(2)(i): six years.
    CHECK (audit_months >= 72 OR below_minimum)
);
COMMENT ON TABLE platform.retention_policy IS 'shared: one job reads it for every tenant';

CREATE TABLE platform.retention_run (
    id          uuid NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    started_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    finished_at timestamptz,
    removed     bigint NOT NULL DEFAULT 0,
    note        text NOT NULL DEFAULT '',
    PRIMARY KEY (id, kind)
);
COMMENT ON TABLE platform.retention_run IS 'shared: progress and receipt of the retention job, which works for every tenant';
CREATE INDEX ix_retention_run_started_at ON platform.retention_run (started_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.retention_policy, platform.retention_run TO pp_kernel;
