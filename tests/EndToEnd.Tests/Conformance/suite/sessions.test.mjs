import { generateKeyPair, SignJWT, exportJWK, UnsecuredJWT } from 'jose';
import { Agent, ask, assert, at, authorizationUrl, base, check, claims, clients, decide, form, metadata, obtain, pkce, random, refused, request, userInfo } from './lib.mjs';

const { web, service, device } = clients;

check('SES-01', 'OIDC RP-Initiated Logout 2', 'end session asks or ends, and returns to the registered address with the state', async () => {
  const { agent, tokens } = await obtain(web);
  const url = new URL((await metadata()).end_session_endpoint);
  url.search = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: web.loggedOut, state: 'bye' });
  let answer = await agent.send(url);
  if (answer.status === 200) {
    const page = await answer.text();
    const { action, fields } = form(page, /name="([^"]*[Tt]oken[^"]*)"/.exec(page)[1]);
    answer = await agent.post(new URL(action ?? url, base), fields);
  }
  assert.equal(answer.headers.get('location'), `${web.loggedOut}?state=bye`);
});
check('SES-02', 'OIDC RP-Initiated Logout 3', 'an unregistered address is never returned to', async () => {
  const { agent, tokens } = await obtain(web);
  const url = new URL((await metadata()).end_session_endpoint);
  url.search = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://evil.example/' });
  const answer = await agent.send(url);
  assert.ok(!(answer.headers.get('location') ?? '').includes('evil.example'));
});
check('SES-03', 'OIDC Core 3.1.2.1', 'after the end of the session prompt=none finds nobody', async () => {
  const { agent, tokens } = await obtain(web);
  const url = new URL((await metadata()).end_session_endpoint);
  url.search = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: web.loggedOut });
  const page = await agent.send(url);
  if (page.status === 200) {
    const html = await page.text();
    const { action, fields } = form(html, /name="([^"]*[Tt]oken[^"]*)"/.exec(html)[1]);
    await agent.post(new URL(action ?? url, base), fields);
  }
  const { received } = await decide(agent, request(web, pkce().challenge, { prompt: 'none' }));
  assert.equal(received.get('error'), 'login_required');
});
check('SES-04', 'RFC 6265 4.1.2', 'session cookies are HttpOnly and SameSite', async () => {
  const agent = new Agent();
  const page = await agent.send('/sign-in');
  const { action, fields } = form(await page.text(), 'password');
  const answer = await agent.post(action, { ...fields, username: 'clinician@demo', password: 'Demo-2026!' });
  for (const cookie of answer.headers.getSetCookie()) assert.match(cookie, /httponly/i);
  assert.ok(answer.headers.getSetCookie().some(cookie => /samesite=(lax|strict)/i.test(cookie)));
});
check('SES-05', 'OIDC Core 2', 'a session that ended ends the tokens it gave', async () => {
  const { agent, tokens } = await obtain(web);
  const home = await (await agent.send('/')).text();
  const { action, fields } = form(home, /action="\/connect\/sign-out"[\s\S]*?name="([^"]+)"/.exec(home)?.[1] ?? '__RequestVerificationToken');
  await agent.post(action, fields);
  await new Promise(resolve => setTimeout(resolve, 1000));
  assert.equal((await userInfo(tokens.access_token)).status, 401);
});

const endpoint = async () => (await metadata()).token_endpoint;
const key = { ...service.jwk };

/** A client assertion (RFC 7523), correct unless told otherwise. */
async function assertion(changes = {}, head = {}, signer) {
  const { importJWK } = await import('jose');
  const now = Math.floor(Date.now() / 1000);
  const body = { iss: service.id, sub: service.id, aud: await endpoint(), jti: random(), iat: now, exp: now + 120, ...changes };
  return new SignJWT(Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined)))
    .setProtectedHeader({ alg: 'ES384', kid: key.kid, typ: 'JWT', ...head }).sign(signer ?? await importJWK(key, 'ES384'));
}
const withAssertion = async text => ask('token_endpoint', {}, {
  grant_type: 'client_credentials', scope: 'system/*.rs', client_assertion: await text,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
});

check('BS-01', 'SMART Backend Services', 'a signed assertion brings an access token', async () => {
  const { status, body } = await withAssertion(assertion());
  assert.equal(status, 200, JSON.stringify(body));
  assert.ok(body.access_token && body.expires_in > 0);
});
check('BS-02', 'RFC 7523 3 (3)', 'the issuer may be the audience', async () => {
  assert.equal((await withAssertion(assertion({ aud: (await metadata()).issuer }))).status, 200);
});
check('BS-03', 'RFC 7523 3 (3)', 'another audience is refused', async () => refused(await withAssertion(assertion({ aud: 'https://other.example' })), 'invalid_client', 401));
check('BS-04', 'RFC 7523 3 (4)', 'an expired assertion is refused', async () => {
  const past = Math.floor(Date.now() / 1000) - 600;
  refused(await withAssertion(assertion({ iat: past - 60, exp: past })), 'invalid_client', 401);
});
check('BS-05', 'SMART Backend Services', 'an assertion that lives longer than five minutes is refused', async () => {
  refused(await withAssertion(assertion({ exp: Math.floor(Date.now() / 1000) + 3600 })), 'invalid_client', 401);
});
check('BS-06', 'RFC 7523 3 (7)', 'an assertion works once', async () => {
  const text = await assertion();
  assert.equal((await withAssertion(text)).status, 200);
  refused(await withAssertion(text), 'invalid_client', 401);
});
check('BS-07', 'RFC 7523 3 (4)', 'an assertion without an end is refused', async () => refused(await withAssertion(assertion({ exp: undefined })), 'invalid_client', 401));
check('BS-08', 'SMART Backend Services', 'an assertion without an id is refused', async () => refused(await withAssertion(assertion({ jti: undefined })), 'invalid_client', 401));
check('BS-09', 'RFC 7523 3 (2)', 'subject and issuer must be the client', async () => {
  refused(await withAssertion(assertion({ sub: 'nobody' })), 'invalid_client', 401);
  refused(await withAssertion(assertion({ iss: 'nobody' })), 'invalid_client', 401);
});
check('BS-10', 'RFC 7523 3 (9)', 'a key that is not registered is refused', async () => {
  const { privateKey } = await generateKeyPair('ES384');
  refused(await withAssertion(assertion({}, {}, privateKey)), 'invalid_client', 401);
});
check('BS-11', 'RFC 8725 3.1', 'an unsigned assertion is refused', async () => {
  const now = Math.floor(Date.now() / 1000);
  const text = new UnsecuredJWT({ iss: service.id, sub: service.id, aud: await endpoint(), jti: random(), exp: now + 60 }).encode();
  refused(await withAssertion(text), 'invalid_client', 401);
});
check('BS-12', 'RFC 8725 3.1', 'a public key used as a shared secret is refused', async () => {
  const { d: _, ...open } = key;
  const secret = new TextEncoder().encode(JSON.stringify(open));
  refused(await withAssertion(assertion({}, { alg: 'HS256' }, secret)), 'invalid_client', 401);
});
check('BS-13', 'RFC 8725 3.10', 'a key named by the assertion itself is not fetched nor believed', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES384');
  refused(await withAssertion(assertion({}, { jwk: await exportJWK(publicKey), kid: undefined }, privateKey)), 'invalid_client', 401);
  refused(await withAssertion(assertion({}, { jku: 'https://evil.example/keys' }, privateKey)), 'invalid_client', 401);
});
check('BS-14', 'RFC 7523 3 (5)', 'an assertion from the future is refused', async () => {
  const later = Math.floor(Date.now() / 1000) + 200;
  refused(await withAssertion(assertion({ nbf: later, exp: later + 60 })), 'invalid_client', 401);
});

check('DEV-01', 'RFC 8628 3.2', 'a device receives its codes, address and patience', async () => {
  const { status, body } = await ask('device_authorization_endpoint', device, { scope: 'openid' });
  assert.equal(status, 200, JSON.stringify(body));
  for (const name of ['device_code', 'user_code', 'verification_uri', 'expires_in']) assert.ok(body[name], name);
});
check('DEV-02', 'RFC 8628 3.5', 'before the person decides the device is told to wait', async () => {
  const { body } = await ask('device_authorization_endpoint', device, { scope: 'openid' });
  refused(await ask('token_endpoint', device, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: body.device_code }), 'authorization_pending');
});
check('DEV-03', 'RFC 8628 3.5', 'a device that asks too often is slowed down', async () => {
  const { body } = await ask('device_authorization_endpoint', device, { scope: 'openid' });
  const poll = () => ask('token_endpoint', device, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: body.device_code });
  await poll();
  refused(await poll(), 'slow_down');
});
check('DEV-04', 'RFC 8628 3.4', 'an invented device code is refused', async () => {
  refused(await ask('token_endpoint', device, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: random() }), 'invalid_grant');
});
