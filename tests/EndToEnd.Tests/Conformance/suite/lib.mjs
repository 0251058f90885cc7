// What the checks share: the platform under test, a browser of the simplest kind, and numbered checks.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const setting = JSON.parse(readFileSync(process.env.CONFORMANCE_SETTING, 'utf8'));

export const base = setting.address;
export const clients = setting.clients;
export const user = { name: 'clinician@demo', password: 'Demo-2026!' };
export { assert };

/** A numbered check of one normative clause. */
export const check = (id, clause, title, run) => test(`${id} ${clause}: ${title}`, { timeout: 60_000 }, run);

export const at = path => new URL(path, base).href;

let known;
export const metadata = async () => (known ??= await (await fetch(at('/.well-known/openid-configuration'))).json());

export const random = () => randomBytes(32).toString('base64url');

export const pkce = (verifier = random()) =>
  ({ verifier, challenge: createHash('sha256').update(verifier).digest('base64url') });

/** Cookies, no script, no automatic redirect: what the specifications say about user agents can be seen step by step. */
export class Agent {
  #cookies = new Map();

  async send(url, options = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(url, base), { redirect: 'manual', ...options, headers: { ...options.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  post(url, fields) {
    return this.send(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: new URL(base).origin } });
  }

  cookies() { return new Map(this.#cookies); }

  async signIn({ name, password } = user, page = '/sign-in') {
    const { fields, action } = form(await (await this.send(page)).text(), 'password');
    const answer = await this.post(action, { ...fields, username: name, password });
    assert.equal(answer.status, 303, 'a sign-in is answered 303');
    return answer.headers.get('location');
  }
}

/** The form with a given field: where it posts, and what it holds already. */
export function form(html, field) {
  for (const [, attributes, inside] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)) {
    if (!inside.includes(`name="${field}"`)) continue;
    const fields = {};
    for (const [input] of inside.matchAll(/<input\b[^>]*>/gi)) {
      const name = attribute(input, 'name');
      if (name && attribute(input, 'type') === 'hidden') fields[name] = attribute(input, 'value') ?? '';
    }
    return { action: attribute(attributes, 'action'), fields };
  }
  throw new Error(`No form with a field '${field}'.`);
}

const attribute = (tag, name) =>
  new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1].replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+').replaceAll('&#39;', "'");

export const authorizationUrl = async parameters => {
  const url = new URL((await metadata()).authorization_endpoint);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.append(name, value);
  return url;
};

/** A whole, correct request of a client; parts may be replaced or left out (undefined). */
export const request = (client, challenge, changes = {}) => ({
  response_type: 'code', client_id: client.id, redirect_uri: client.redirect, scope: 'openid',
  state: random(), nonce: random(), code_challenge: challenge, code_challenge_method: 'S256', ...changes,
});

/** Follows an authorization request to its end as a person would: signs in, decides. Gives the parameters the client receives. */
export async function decide(agent, parameters, decision = 'allow', who = user) {
  let answer = await agent.send(await authorizationUrl(parameters));
  for (let step = 0; step < 8; step++) {
    const location = answer.headers.get('location');
    if (location) {
      const target = new URL(location, base);
      if (target.origin !== new URL(base).origin) return { received: target.searchParams, status: answer.status, url: target };
      if (target.pathname === '/sign-in') answer = await agent.send(new URL(await agent.signIn(who, target), base));
      else answer = await agent.send(target);
      continue;
    }
    const html = await answer.text();
    if (answer.status >= 400 || !html.includes('name="decision"')) return { page: html, status: answer.status };
    const { fields, action } = form(html, 'decision');
    answer = await agent.post(new URL(action ?? answer.url, answer.url), { ...fields, decision });
  }
  throw new Error('The authorization request does not come to an end.');
}

const credentials = client => client.secret
  ? { authorization: `Basic ${Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString('base64')}` } : {};

/** Posts to one of the server's endpoints as a client. */
export async function ask(endpoint, client, fields, headers = {}) {
  const answer = await fetch((await metadata())[endpoint], {
    method: 'POST', headers: { ...credentials(client), ...headers },
    body: new URLSearchParams(client.secret || !client.id ? fields : { client_id: client.id, ...fields }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text && /json|jwt/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text };
}

/** From nothing to tokens, the correct way. */
export async function obtain(client, { agent = new Agent(), scope = 'openid', ...changes } = {}) {
  const { verifier, challenge } = pkce();
  const asked = request(client, challenge, { scope, ...changes });
  const { received } = await decide(agent, asked);
  assert.ok(received?.get('code'), `a code is received, not ${received}`);
  const exchange = { grant_type: 'authorization_code', code: received.get('code'), redirect_uri: asked.redirect_uri, code_verifier: verifier };
  const answer = await ask('token_endpoint', client, exchange);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { agent, asked, exchange, received, tokens: answer.body };
}

export const claims = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
export const header = token => JSON.parse(Buffer.from(token.split('.')[0], 'base64url'));

/** An OAuth error (RFC 6749 5.2): status, code, no caching, nothing issued. */
export function refused(answer, error, status = 400) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.equal(answer.body.error, error);
  assert.equal(answer.body.access_token, undefined);
}

export const userInfo = token => fetch(at('/connect/userinfo'), { headers: { authorization: `Bearer ${token}` } });
export const introspect = async (client, token) => (await ask('introspection_endpoint', client, { token })).body;
