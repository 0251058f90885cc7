-- A client that is removed, with its tenant for example, takes with it what it was given.
ALTER TABLE platform.grants DROP CONSTRAINT grants_client_id_fkey,
    ADD CONSTRAINT grants_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients (id) ON DELETE CASCADE;
ALTER TABLE platform.consents DROP CONSTRAINT consents_client_id_fkey,
    ADD CONSTRAINT consents_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients (id) ON DELETE CASCADE;
ALTER TABLE platform.pushed_requests DROP CONSTRAINT pushed_requests_client_id_fkey,
    ADD CONSTRAINT pushed_requests_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients (id) ON DELETE CASCADE;
ALTER TABLE platform.device_codes DROP CONSTRAINT device_codes_client_id_fkey,
    ADD CONSTRAINT device_codes_client_id_fkey FOREIGN KEY (client_id) REFERENCES platform.clients (id) ON DELETE CASCADE;

-- Removing a client looks these up by it.
CREATE INDEX ix_consents_client_id ON platform.consents (client_id);
CREATE INDEX ix_pushed_requests_client_id ON platform.pushed_requests (client_id);
CREATE INDEX ix_device_codes_client_id ON platform.device_codes (client_id);
