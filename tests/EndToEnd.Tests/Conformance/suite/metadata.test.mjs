import * as oauth from 'oauth4webapi';
import { createLocalJWKSet, importJWK } from 'jose';
import { assert, at, base, check, metadata } from './lib.mjs';

const issuer = new URL(base);
const insecure = { [oauth.allowInsecureRequests]: true };

check('META-01', 'OIDC Discovery 4.2', 'an independent client accepts the discovery document', async () => {
  await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
});
check('META-02', 'RFC 8414 3', 'an independent client accepts the authorization server metadata', async () => {
  await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }));
});
check('META-03', 'RFC 8414 3.3', 'the issuer is the address it was asked at', async () => {
  assert.equal((await metadata()).issuer, issuer.origin);
});
check('META-04', 'RFC 8414 3.2', 'metadata is JSON', async () => {
  const answer = await fetch(at('/.well-known/oauth-authorization-server'));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
});
for (const [i, name] of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'introspection_endpoint',
  'revocation_endpoint', 'end_session_endpoint', 'pushed_authorization_request_endpoint', 'device_authorization_endpoint'].entries()) {
  check(`META-${10 + i}`, 'RFC 8414 2', `${name} is named and lies at the issuer`, async () => {
    assert.equal(new URL((await metadata())[name]).origin, issuer.origin);
  });
}
check('META-20', 'OAuth 2.1 4.1.1', 'S256 is the only code challenge method', async () => {
  assert.deepEqual((await metadata()).code_challenge_methods_supported, ['S256']);
});
check('META-21', 'OAuth 2.1 10.1', 'code is the only response type: nothing implicit', async () => {
  assert.deepEqual((await metadata()).response_types_supported, ['code']);
});
check('META-22', 'OAuth 2.1 10.1', 'the password grant is not offered', async () => {
  const { grant_types_supported: grants } = await metadata();
  for (const grant of ['authorization_code', 'client_credentials', 'refresh_token']) assert.ok(grants.includes(grant), grant);
  assert.ok(!grants.includes('password') && !grants.includes('implicit'));
});
check('META-23', 'RFC 9207 3', 'the issuer in responses is announced', async () => {
  assert.equal((await metadata()).authorization_response_iss_parameter_supported, true);
});
check('META-24', 'OIDC Discovery 3', 'ID tokens are signed RS256', async () => {
  assert.ok((await metadata()).id_token_signing_alg_values_supported.includes('RS256'));
});
check('META-25', 'RFC 8725 3.1', 'no algorithm list holds none', async () => {
  const lists = Object.entries(await metadata()).filter(([name]) => name.includes('alg_values'));
  assert.ok(lists.every(([, values]) => !values.includes('none')));
});
check('META-30', 'RFC 7517 4', 'every published key has kid, use sig and its algorithm', async () => {
  const { keys } = await (await fetch((await metadata()).jwks_uri)).json();
  assert.ok(keys.some(k => k.kty === 'EC') && keys.some(k => k.kty === 'RSA'));
  assert.ok(keys.every(k => k.kid && k.use === 'sig' && k.alg));
  assert.equal(new Set(keys.map(k => k.kid)).size, keys.length);
  createLocalJWKSet({ keys });
});
check('META-31', 'RFC 7517 9.2', 'no private part is published', async () => {
  const { keys } = await (await fetch((await metadata()).jwks_uri)).json();
  assert.ok(keys.every(k => !['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].some(part => part in k)));
  await Promise.all(keys.map(key => importJWK(key, key.alg)));
});
check('META-32', 'NIST SP 800-131A', 'RSA keys have 2048 bits or more', async () => {
  const { keys } = await (await fetch((await metadata()).jwks_uri)).json();
  for (const key of keys.filter(k => k.kty === 'RSA')) assert.ok(Buffer.from(key.n, 'base64url').length >= 256);
});
check('META-33', 'Fetch, CORS', 'browser apps may read metadata and keys', async () => {
  for (const url of [at('/.well-known/openid-configuration'), (await metadata()).jwks_uri]) {
    const answer = await fetch(url, { headers: { origin: 'https://app.example' } });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  }
});
