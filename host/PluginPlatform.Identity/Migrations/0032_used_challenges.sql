-- Challenges of passkeys that were answered: each is good once. Rows go when the challenge would have ended anyway.
CREATE TABLE platform.used_challenges (
    challenge_hash bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.used_challenges IS 'shared: answered before a tenant is known';
CREATE INDEX ix_used_challenges_expires_at ON platform.used_challenges (expires_at);

GRANT SELECT, INSERT, DELETE ON platform.used_challenges TO pp_kernel;
