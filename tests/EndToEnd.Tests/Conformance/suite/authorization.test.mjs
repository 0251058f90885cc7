import { Agent, ask, assert, at, authorizationUrl, base, check, clients, decide, form, obtain, pkce, random, refused, request } from './lib.mjs';

const { web, spa, other } = clients;
const fresh = (changes, client = web) => request(client, pkce().challenge, changes);

/** The request must end at the server: nothing may be sent to an address that is not registered. */
async function staysHere(parameters) {
  const agent = new Agent();
  await agent.signIn();
  const answer = await agent.send(await authorizationUrl(parameters));
  const location = answer.headers.get('location');
  assert.ok(!location || new URL(location, base).origin === new URL(base).origin, `redirected to ${location}`);
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`);
}

/** The client is told, at its registered address, with its state and the issuer. */
async function told(error, changes, client = web) {
  const agent = new Agent();
  await agent.signIn();
  const asked = fresh(changes, client);
  const { received } = await decide(agent, asked);
  assert.equal(received?.get('error'), error);
  assert.equal(received.get('state'), asked.state ?? null);
  assert.equal(received.get('iss'), new URL(base).origin);
  assert.equal(received.get('code'), null);
}

check('AUTH-01', 'RFC 6749 4.1.2', 'a correct request brings a code and the state', async () => {
  const { received, asked } = await obtain(web);
  assert.equal(received.get('state'), asked.state);
});
check('AUTH-02', 'RFC 9207 2', 'the response names the issuer', async () => {
  assert.equal((await obtain(web)).received.get('iss'), new URL(base).origin);
});
check('AUTH-03', 'OIDC Core 3.1.2.1', 'the request may be posted', async () => {
  const agent = new Agent();
  await agent.signIn();
  const answer = await agent.post('/connect/authorize', fresh());
  assert.ok(answer.status === 200 || answer.status === 303 || answer.status === 302, `${answer.status}`);
});
check('AUTH-10', 'RFC 6749 3.1.2.4', 'an unregistered redirect is never followed', () => staysHere(fresh({ redirect_uri: 'https://evil.example/cb' })));
check('AUTH-11', 'RFC 9700 2.1', 'a redirect that only begins alike is never followed', () => staysHere(fresh({ redirect_uri: `${web.redirect}/more` })));
check('AUTH-12', 'RFC 9700 2.1', 'a query added to the redirect is never followed', () => staysHere(fresh({ redirect_uri: `${web.redirect}?x=1` })));
check('AUTH-13', 'RFC 9700 2.1', 'upper case in the path is another address', () => staysHere(fresh({ redirect_uri: web.redirect.replace('/cb', '/CB') })));
check('AUTH-14', 'RFC 9700 4.1.3', 'user information before the host is another address', () => staysHere(fresh({ redirect_uri: web.redirect.replace('https://', 'https://client.example@') })));
check('AUTH-15', 'RFC 6749 3.1.2.4', 'an unknown client is refused here', () => staysHere(fresh({ client_id: 'nobody' })));
check('AUTH-16', 'RFC 6749 3.1', 'a repeated parameter is refused here when it is the redirect', async () => {
  const url = await authorizationUrl(fresh());
  url.searchParams.append('redirect_uri', 'https://evil.example/cb');
  const answer = await new Agent().send(url);
  assert.equal(answer.status, 400);
});
check('AUTH-17', 'RFC 8252 7.3', 'a loopback redirect may have any port', async () => {
  const { received, url } = await decide(new Agent(), fresh({ redirect_uri: spa.redirect.replace('127.0.0.1', '127.0.0.1:51999') }, spa));
  assert.ok(received.get('code'));
  assert.equal(url.port, '51999');
});
check('AUTH-18', 'RFC 8252 7.3', 'a loopback redirect may not have another path', () => staysHere(fresh({ redirect_uri: 'http://127.0.0.1:51999/elsewhere' }, spa)));
check('AUTH-20', 'OAuth 2.1 4.1.1', 'a request without a code challenge is refused', () => told('invalid_request', { code_challenge: undefined, code_challenge_method: undefined }));
check('AUTH-21', 'OAuth 2.1 7.5.2', 'the plain method is refused', () => told('invalid_request', { code_challenge_method: 'plain' }));
check('AUTH-22', 'RFC 7636 4.2', 'a challenge that is no SHA-256 is refused', () => told('invalid_request', { code_challenge: 'short' }));
check('AUTH-23', 'RFC 7636 4.3', 'a challenge without its method would be plain and is refused', () => told('invalid_request', { code_challenge_method: undefined }));
check('AUTH-24', 'RFC 6749 3.1.1', 'another response type is refused', () => told('unsupported_response_type', { response_type: 'token' }));
check('AUTH-25', 'RFC 6749 4.1.2.1', 'a missing response type is refused', () => told('invalid_request', { response_type: undefined }));
check('AUTH-26', 'RFC 6749 3.3', 'a scope the client does not have is refused', () => told('invalid_scope', { scope: 'openid system/*.cruds' }));
check('AUTH-27', 'RFC 6749 3.3', 'a scope nobody knows is refused', () => told('invalid_scope', { scope: 'openid everything' }));
check('AUTH-28', 'OIDC Core 6.1', 'request objects are refused by name', () => told('request_not_supported', { request: 'eyJhbGciOiJub25lIn0.e30.' }));
check('AUTH-29', 'OIDC Core 6.2', 'request objects by reference are refused', () => told('request_uri_not_supported', { request_uri: 'https://evil.example/r' }));
check('AUTH-30', 'OIDC Core 3.1.2.1', 'prompt=none without a session says login_required', async () => {
  const { received } = await decide(new Agent(), fresh({ prompt: 'none' }));
  assert.equal(received.get('error'), 'login_required');
});
check('AUTH-31', 'OIDC Core 3.1.2.1', 'prompt=none does not ask for consent', async () => {
  const agent = new Agent();
  await agent.signIn({ name: 'nurse@demo', password: 'Demo-2026!' });
  const { received } = await decide(agent, fresh({ prompt: 'none' }, other));
  assert.equal(received.get('error'), 'consent_required');
});
check('AUTH-32', 'OIDC Core 3.1.2.1', 'prompt=none with another value is refused', () => told('invalid_request', { prompt: 'none login' }));
check('AUTH-33', 'OIDC Core 3.1.2.1', 'prompt=login asks somebody who is signed in again', async () => {
  const agent = new Agent();
  await agent.signIn();
  const answer = await agent.send(await authorizationUrl(fresh({ prompt: 'login' })));
  assert.match(answer.headers.get('location') ?? '', /\/sign-in/);
});
check('AUTH-34', 'RFC 6749 4.1.2.1', 'a person who denies is heard', async () => {
  const { received } = await decide(new Agent(), fresh({ prompt: 'consent' }), 'deny');
  assert.equal(received.get('error'), 'access_denied');
});
check('AUTH-35', 'RFC 6749 10.2', 'consent once given is remembered', async () => {
  const agent = new Agent();
  await obtain(web, { agent });
  const answer = await agent.send(await authorizationUrl(fresh()));
  assert.ok(new URL(answer.headers.get('location')).searchParams.get('code'));
});
check('AUTH-36', 'RFC 6749 10.12', 'a decision without its antiforgery field counts for nothing', async () => {
  const agent = new Agent();
  await agent.signIn();
  const page = await agent.send(await authorizationUrl(fresh({ prompt: 'consent' })));
  const shown = page.headers.get('location') ? await agent.send(new URL(page.headers.get('location'), base)) : page;
  const { action, fields } = form(await shown.text(), 'decision');
  const forged = Object.fromEntries(Object.entries(fields).filter(([name]) => !/token|antiforgery/i.test(name)));
  const answer = await agent.post(new URL(action ?? shown.url, shown.url), { ...forged, decision: 'allow' });
  assert.ok(!answer.headers.get('location')?.includes('code='));
  assert.ok(answer.status >= 400);
});
check('AUTH-37', 'RFC 9700 4.12', 'after sign-in the browser is sent on by 303', async () => {
  const agent = new Agent();
  const first = await agent.send(await authorizationUrl(fresh()));
  const { action, fields } = form(await (await agent.send(first.headers.get('location'))).text(), 'password');
  const answer = await agent.post(action, { ...fields, username: 'clinician@demo', password: 'Demo-2026!' });
  assert.equal(answer.status, 303);
});
check('AUTH-38', 'RFC 9700 4.11', 'the sign-in page returns nowhere else', async () => {
  for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const agent = new Agent();
    const target = new URL(await agent.signIn(undefined, `/sign-in?returnUrl=${encodeURIComponent(evil)}`), base);
    assert.equal(target.origin, new URL(base).origin, evil);
  }
});
check('AUTH-39', 'OWASP session fixation', 'the session before sign-in is not the one after', async () => {
  const agent = new Agent();
  await agent.send('/sign-in');
  const before = agent.cookies();
  await agent.signIn();
  const name = [...agent.cookies().keys()].find(n => !before.has(n) || before.get(n) !== agent.cookies().get(n));
  assert.ok(name, 'a new session cookie is set');
});
check('AUTH-40', 'RFC 6749 3.1', 'parameters without a value count as absent', () => told('invalid_request', { code_challenge: '' }));
check('AUTH-41', 'RFC 6749 10.14', 'an oversized parameter is refused', async () => {
  const answer = await new Agent().send(await authorizationUrl(fresh({ state: 'x'.repeat(20_000) })));
  assert.ok(answer.status === 400 || answer.status === 414 || answer.status === 431, `${answer.status}`);
});
check('AUTH-42', 'RFC 6749 10.13', 'the consent page cannot be framed', async () => {
  const agent = new Agent();
  await agent.signIn();
  const page = await agent.send(await authorizationUrl(fresh({ prompt: 'consent' })));
  const shown = page.headers.get('location') ? await agent.send(new URL(page.headers.get('location'), base)) : page;
  assert.match(shown.headers.get('content-security-policy'), /frame-ancestors 'self'|frame-ancestors 'none'/);
});

check('PAR-01', 'RFC 9126 2.2', 'a pushed request brings a request_uri and 201', async () => {
  const answer = await ask('pushed_authorization_request_endpoint', web, fresh());
  assert.equal(answer.status, 201);
  assert.match(answer.body.request_uri, /^urn:ietf:params:oauth:request_uri:/);
  assert.ok(answer.body.expires_in > 0 && answer.body.expires_in <= 600);
});
check('PAR-02', 'RFC 9126 4', 'the pushed request is used by its reference', async () => {
  const { body } = await ask('pushed_authorization_request_endpoint', web, fresh());
  const { received } = await decide(new Agent(), { client_id: web.id, request_uri: body.request_uri });
  assert.ok(received.get('code'));
});
check('PAR-03', 'RFC 9126 7.3', 'a reference is used once', async () => {
  const agent = new Agent();
  const { body } = await ask('pushed_authorization_request_endpoint', web, fresh());
  await decide(agent, { client_id: web.id, request_uri: body.request_uri });
  const again = await decide(agent, { client_id: web.id, request_uri: body.request_uri });
  assert.ok(!again.received?.get('code'));
});
check('PAR-04', 'RFC 9126 4', 'another client cannot use the reference', async () => {
  const { body } = await ask('pushed_authorization_request_endpoint', web, fresh());
  await staysHere({ client_id: other.id, request_uri: body.request_uri });
});
check('PAR-05', 'RFC 9126 2.1', 'the client must authenticate', async () => {
  refused(await ask('pushed_authorization_request_endpoint', { ...web, secret: 'wrong' }, fresh()), 'invalid_client', 401);
});
check('PAR-06', 'RFC 9126 2.1', 'request_uri cannot itself be pushed', async () => {
  refused(await ask('pushed_authorization_request_endpoint', web, fresh({ request_uri: 'urn:x' })), 'invalid_request');
});
check('PAR-07', 'RFC 9126 2.3', 'an unregistered redirect is refused when pushed', async () => {
  refused(await ask('pushed_authorization_request_endpoint', web, fresh({ redirect_uri: 'https://evil.example/' })), 'invalid_request');
});
check('PAR-08', 'RFC 9126 2.3', 'a missing code challenge is refused when pushed', async () => {
  const { code_challenge: _, ...rest } = fresh();
  refused(await ask('pushed_authorization_request_endpoint', web, rest), 'invalid_request');
});
check('PAR-09', 'RFC 9126 2', 'it is posted, not fetched', async () => {
  const answer = await fetch(at('/connect/par'));
  assert.equal(answer.status, 405);
});
check('PAR-10', 'RFC 9126 4', 'an invented reference is refused', () => staysHere({ client_id: web.id, request_uri: `urn:ietf:params:oauth:request_uri:${random()}` }));
