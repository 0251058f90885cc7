import * as oauth from 'oauth4webapi';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createHash } from 'node:crypto';
import { Agent, ask, assert, at, base, check, claims, clients, header, introspect, metadata, obtain, pkce, random, refused, request, decide, userInfo } from './lib.mjs';

const { web, spa, other, foreign, machine } = clients;
const offline = 'openid profile offline_access';

/** A code and what is needed to exchange it. */
async function code(client = web, changes = {}) {
  const { verifier, challenge } = pkce();
  const asked = request(client, challenge, changes);
  const { received } = await decide(new Agent(), asked);
  return { grant_type: 'authorization_code', code: received.get('code'), redirect_uri: asked.redirect_uri, code_verifier: verifier, nonce: asked.nonce };
}
const exchange = (fields, client = web) => { const { nonce: _, ...sent } = fields; return ask('token_endpoint', client, sent); };
const refresh = (token, client = web, more = {}) => ask('token_endpoint', client, { grant_type: 'refresh_token', refresh_token: token, ...more });

check('TOK-01', 'RFC 6749 5.1', 'a code is exchanged for a bearer token that is not cached', async () => {
  const answer = await exchange(await code());
  assert.equal(answer.status, 200);
  assert.match(answer.body.token_type, /^bearer$/i);
  assert.ok(answer.body.expires_in > 0);
  assert.match(answer.headers.get('cache-control'), /no-store/);
});
check('TOK-02', 'OIDC Core 3.1.3.7', 'an independent client accepts the ID token and the nonce', async () => {
  const { tokens, asked } = await obtain(web);
  const { payload } = await jwtVerify(tokens.id_token, createRemoteJWKSet(new URL((await metadata()).jwks_uri)), {
    issuer: new URL(base).origin, audience: web.id, algorithms: ['RS256'],
  });
  assert.equal(payload.nonce, asked.nonce);
});
check('TOK-03', 'OIDC Core 3.1.3.6', 'at_hash binds the ID token to the access token', async () => {
  const { tokens } = await obtain(web);
  const half = createHash('sha256').update(tokens.access_token).digest().subarray(0, 16).toString('base64url');
  assert.equal(claims(tokens.id_token).at_hash, half);
});
check('TOK-04', 'OIDC Core 2', 'the ID token says when the person signed in', async () => {
  const { auth_time: when } = claims((await obtain(web, { max_age: '3600' })).tokens.id_token);
  assert.ok(Math.abs(when - Date.now() / 1000) < 120);
});
check('TOK-05', 'RFC 9068 2.1', 'the access token is at+jwt, signed ES256', async () => {
  const { alg, typ } = header((await obtain(web)).tokens.access_token);
  assert.equal(alg, 'ES256');
  assert.match(typ, /^(application\/)?at\+jwt$/i);
});
check('TOK-06', 'RFC 9068 2.2', 'it names issuer, audience, subject, client, id and times', async () => {
  const token = claims((await obtain(web)).tokens.access_token);
  for (const name of ['iss', 'aud', 'sub', 'client_id', 'jti', 'iat', 'exp']) assert.ok(token[name], name);
  assert.equal(token.client_id, web.id);
  assert.notEqual(token.sub, web.id);
});
check('TOK-07', 'OIDC Core 2', 'subject of ID token and access token are one', async () => {
  const { tokens } = await obtain(web);
  assert.equal(claims(tokens.id_token).sub, claims(tokens.access_token).sub);
});
check('TOK-10', 'RFC 7636 4.6', 'a wrong verifier is refused', async () => {
  refused(await exchange({ ...await code(), code_verifier: random() }), 'invalid_grant');
});
check('TOK-11', 'OAuth 2.1 4.1.3', 'a missing verifier is refused', async () => {
  const { code_verifier: _, ...rest } = await code();
  const answer = await exchange(rest);
  assert.equal(answer.status, 400);
  assert.match(answer.body.error, /^invalid_(grant|request)$/);
});
check('TOK-12', 'RFC 6749 4.1.3', 'another redirect than the one asked with is refused', async () => {
  refused(await exchange({ ...await code(), redirect_uri: other.redirect }), 'invalid_grant');
});
check('TOK-13', 'RFC 6749 4.1.3', 'another client cannot use the code', async () => {
  refused(await exchange(await code(), other), 'invalid_grant');
});
check('TOK-14', 'RFC 6749 4.1.2', 'a code works once, and trying again revokes what it brought', async () => {
  const { exchange: used, tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  refused(await exchange(used), 'invalid_grant');
  assert.equal((await userInfo(tokens.access_token)).status, 401);
  refused(await refresh(tokens.refresh_token), 'invalid_grant');
});
check('TOK-15', 'RFC 6749 4.1.3', 'an invented code is refused', async () => {
  refused(await exchange({ ...await code(), code: random() }), 'invalid_grant');
});
check('TOK-16', 'RFC 6749 3.2', 'a repeated parameter is refused', async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: web.id, client_secret: web.secret });
  body.append('grant_type', 'authorization_code');
  const answer = await fetch((await metadata()).token_endpoint, { method: 'POST', body });
  assert.equal((await answer.json()).error, 'invalid_request');
});
check('TOK-17', 'RFC 6749 5.2', 'an unknown grant is refused', async () => {
  refused(await ask('token_endpoint', web, { grant_type: 'password', username: 'a', password: 'b' }), 'unsupported_grant_type');
});
check('TOK-18', 'RFC 6749 5.2', 'a grant the client does not have is refused', async () => {
  refused(await ask('token_endpoint', web, { grant_type: 'client_credentials', scope: 'system/*.rs' }), 'unauthorized_client');
});
check('TOK-19', 'RFC 6749 5.2', 'a wrong secret is refused with 401 and a challenge', async () => {
  const answer = await ask('token_endpoint', { ...web, secret: 'wrong' }, { grant_type: 'client_credentials' });
  refused(answer, 'invalid_client', 401);
  assert.match(answer.headers.get('www-authenticate'), /^Basic/);
});
check('TOK-20', 'RFC 6749 2.3.1', 'credentials in the address are refused', async () => {
  const url = new URL((await metadata()).token_endpoint);
  url.searchParams.set('client_secret', web.secret);
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: web.id }) });
  assert.ok(answer.status === 400 || answer.status === 401);
});
check('TOK-21', 'RFC 6749 3.2', 'the token endpoint takes POST only', async () => {
  assert.equal((await fetch((await metadata()).token_endpoint)).status, 405);
});
check('TOK-22', 'RFC 6749 2.3', 'two ways of authentication at once are refused', async () => {
  refused(await ask('token_endpoint', web, { grant_type: 'client_credentials', client_id: web.id, client_secret: web.secret }), 'invalid_request');
});
check('TOK-23', 'OAuth 2.1 2.4', 'a public client brings no secret and gets its tokens by PKCE alone', async () => {
  assert.ok((await obtain(spa, { redirect_uri: spa.redirect })).tokens.access_token);
});
check('TOK-24', 'RFC 6749 10.6', 'a confidential client cannot leave its secret out', async () => {
  refused(await exchange(await code(), { ...web, secret: undefined }), 'invalid_client', 401);
});
check('TOK-25', 'RFC 6749 4.4', 'an independent client obtains a client credentials token', async () => {
  const server = { issuer: new URL(base).origin, token_endpoint: (await metadata()).token_endpoint };
  const client = { client_id: machine.id };
  const answer = await oauth.clientCredentialsGrantRequest(server, client, oauth.ClientSecretBasic(machine.secret), { scope: 'system/*.rs' }, { [oauth.allowInsecureRequests]: true });
  assert.ok((await oauth.processClientCredentialsResponse(server, client, answer)).access_token);
});
check('TOK-26', 'RFC 6749 4.4.3', 'client credentials bring no refresh token and no ID token', async () => {
  const { body } = await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/*.rs' });
  assert.equal(body.refresh_token, undefined);
  assert.equal(body.id_token, undefined);
});
check('TOK-27', 'RFC 6749 3.3', 'client credentials cannot widen the scope', async () => {
  refused(await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/*.cruds' }), 'invalid_scope');
});
check('TOK-28', 'CORS', 'a browser app may post to the token endpoint', async () => {
  const answer = await fetch((await metadata()).token_endpoint, { method: 'OPTIONS', headers: { origin: 'https://client.example', 'access-control-request-method': 'POST' } });
  assert.ok(['*', 'https://client.example'].includes(answer.headers.get('access-control-allow-origin')));
});

check('REF-01', 'OIDC Core 11', 'a refresh token comes only when offline_access was asked for', async () => {
  assert.equal((await obtain(web, { scope: 'openid profile' })).tokens.refresh_token, undefined);
  assert.ok((await obtain(web, { scope: offline, prompt: 'consent' })).tokens.refresh_token);
});
check('REF-02', 'OAuth 2.1 4.3.1', 'each use brings another refresh token', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  const { status, body } = await refresh(tokens.refresh_token);
  assert.equal(status, 200);
  assert.ok(body.refresh_token && body.refresh_token !== tokens.refresh_token);
});
check('REF-03', 'RFC 9700 4.14.2', 'a refresh token used twice kills its family', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  const { body: next } = await refresh(tokens.refresh_token);
  refused(await refresh(tokens.refresh_token), 'invalid_grant');
  refused(await refresh(next.refresh_token), 'invalid_grant');
  assert.equal((await introspect(web, next.access_token)).active, false);
});
check('REF-04', 'RFC 6749 6', 'a narrower scope is given', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  const { body } = await refresh(tokens.refresh_token, web, { scope: 'openid' });
  assert.equal(body.scope ?? 'openid', 'openid');
});
check('REF-05', 'RFC 6749 6', 'a wider scope is refused', async () => {
  const { tokens } = await obtain(web, { scope: 'openid offline_access', prompt: 'consent' });
  refused(await refresh(tokens.refresh_token, web, { scope: 'openid profile offline_access' }), 'invalid_scope');
});
check('REF-06', 'RFC 6749 10.4', 'another client cannot use the refresh token', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  refused(await refresh(tokens.refresh_token, other), 'invalid_grant');
});
check('REF-07', 'RFC 6749 5.2', 'an invented refresh token is refused', async () => {
  refused(await refresh(random()), 'invalid_grant');
});
check('REF-08', 'OIDC Core 12.2', 'a refreshed ID token keeps issuer, subject and audience', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  const { body } = await refresh(tokens.refresh_token);
  if (body.id_token) for (const name of ['iss', 'sub', 'aud']) assert.deepEqual(claims(body.id_token)[name], claims(tokens.id_token)[name]);
});

check('INT-01', 'RFC 7662 2.2', 'a living token is told active, with its scope, client and times', async () => {
  const { tokens } = await obtain(web);
  const told = await introspect(web, tokens.access_token);
  assert.equal(told.active, true);
  assert.equal(told.client_id, web.id);
  assert.ok(told.exp > Date.now() / 1000 && told.sub && told.scope.includes('openid'));
});
check('INT-02', 'RFC 7662 2.2', 'an invented token is not active, and nothing else is said', async () => {
  assert.deepEqual(await introspect(web, random()), { active: false });
});
check('INT-03', 'RFC 7662 2.1', 'the asking client must authenticate', async () => {
  const answer = await ask('introspection_endpoint', { ...web, secret: 'wrong' }, { token: random() });
  assert.equal(answer.status, 401);
});
check('INT-04', 'RFC 7662 4', 'another tenant learns nothing of the token', async () => {
  const { tokens } = await obtain(web);
  assert.deepEqual(await introspect(foreign, tokens.access_token), { active: false });
});
check('INT-05', 'RFC 7662 2.2', 'a tampered token is not active', async () => {
  const { tokens } = await obtain(web);
  const [head, , signature] = tokens.access_token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...claims(tokens.access_token), scope: 'system/*.cruds' })).toString('base64url');
  assert.deepEqual(await introspect(web, `${head}.${forged}.${signature}`), { active: false });
});
check('REV-01', 'RFC 7009 2.1', 'a revoked access token is dead at the resource within a second', async () => {
  const { tokens } = await obtain(web);
  assert.equal((await userInfo(tokens.access_token)).status, 200);
  assert.equal((await ask('revocation_endpoint', web, { token: tokens.access_token })).status, 200);
  await new Promise(resolve => setTimeout(resolve, 1000));
  assert.equal((await userInfo(tokens.access_token)).status, 401);
});
check('REV-02', 'RFC 7009 2.1', 'a revoked refresh token takes its access token with it', async () => {
  const { tokens } = await obtain(web, { scope: offline, prompt: 'consent' });
  assert.equal((await ask('revocation_endpoint', web, { token: tokens.refresh_token, token_type_hint: 'refresh_token' })).status, 200);
  refused(await refresh(tokens.refresh_token), 'invalid_grant');
  assert.equal((await introspect(web, tokens.access_token)).active, false);
});
check('REV-03', 'RFC 7009 2.2', 'revoking what does not exist is answered 200', async () => {
  assert.equal((await ask('revocation_endpoint', web, { token: random() })).status, 200);
});
check('REV-04', 'RFC 7009 2.1', 'another client cannot revoke the token', async () => {
  const { tokens } = await obtain(web);
  await ask('revocation_endpoint', other, { token: tokens.access_token });
  assert.equal((await introspect(web, tokens.access_token)).active, true);
});
check('REV-05', 'RFC 7009 2.1', 'the client must authenticate', async () => {
  assert.equal((await ask('revocation_endpoint', { ...web, secret: 'wrong' }, { token: random() })).status, 401);
});

check('UI-01', 'OIDC Core 5.3.2', 'userinfo tells the subject of the ID token', async () => {
  const { tokens } = await obtain(web, { scope: 'openid profile' });
  const told = await (await userInfo(tokens.access_token)).json();
  assert.equal(told.sub, claims(tokens.id_token).sub);
  assert.ok(told.name ?? told.preferred_username);
});
check('UI-02', 'OIDC Core 5.4', 'without the profile scope there is no name', async () => {
  const told = await (await userInfo((await obtain(web, { scope: 'openid' })).tokens.access_token)).json();
  assert.equal(told.name, undefined);
});
check('UI-03', 'RFC 6750 3.1', 'a bad token is told as invalid_token', async () => {
  const answer = await userInfo('nonsense');
  assert.equal(answer.status, 401);
  assert.match(answer.headers.get('www-authenticate'), /error="invalid_token"/);
});
check('UI-04', 'RFC 6750 3.1', 'without a token there is only the scheme', async () => {
  const answer = await fetch(at('/connect/userinfo'));
  assert.equal(answer.status, 401);
  assert.match(answer.headers.get('www-authenticate'), /^Bearer\s*$|^Bearer realm/);
});
check('UI-05', 'OIDC Core 5.3', 'a client credentials token is nobody to tell of', async () => {
  const { body } = await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/*.rs' });
  assert.ok([401, 403].includes((await userInfo(body.access_token)).status));
});
check('UI-06', 'RFC 6750 2.3', 'a token in the address is not believed', async () => {
  const { tokens } = await obtain(web);
  assert.equal((await fetch(at(`/connect/userinfo?access_token=${tokens.access_token}`))).status, 401);
});
