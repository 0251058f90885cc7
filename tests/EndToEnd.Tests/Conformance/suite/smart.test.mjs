import smart from 'fhirclient';
import { ask, assert, at, check, clients, metadata, obtain } from './lib.mjs';

const { web, machine } = clients;
const server = at('/fhir');
const configuration = async () => (await fetch(at('/fhir/.well-known/smart-configuration'))).json();

/** fhirclient, holding a token. */
const app = tokens => smart({ url: '/', headers: {} }, {}, { get: async () => undefined, set: async (_, value) => value, unset: async () => true })
  .client({ serverUrl: server, tokenResponse: tokens });
const status = async promise => { try { await promise; return 200; } catch (error) { return error.statusCode ?? error.status ?? Number(/\b(4\d\d)\b/.exec(error.message)?.[1]); } };

check('SMART-01', 'SMART 2.2 conformance', 'the configuration is JSON beside the FHIR endpoint, for everybody', async () => {
  const answer = await fetch(at('/fhir/.well-known/smart-configuration'), { headers: { accept: 'application/fhir+json' } });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
});
check('SMART-02', 'SMART 2.2 conformance', 'it names the same server as the discovery document', async () => {
  const [smart, oidc] = [await configuration(), await metadata()];
  for (const name of ['issuer', 'jwks_uri', 'authorization_endpoint', 'token_endpoint', 'introspection_endpoint', 'revocation_endpoint'])
    assert.equal(smart[name], oidc[name], name);
});
check('SMART-03', 'SMART 2.2 2.0.4', 'S256 is supported and plain is not', async () => {
  assert.deepEqual((await configuration()).code_challenge_methods_supported, ['S256']);
});
check('SMART-04', 'SMART 2.2 conformance', 'backend services are announced: asymmetric clients and their algorithms', async () => {
  const smart = await configuration();
  assert.ok(smart.capabilities.includes('client-confidential-asymmetric'));
  assert.ok(smart.token_endpoint_auth_methods_supported.includes('private_key_jwt'));
  for (const algorithm of ['ES384', 'RS384']) assert.ok(smart.token_endpoint_auth_signing_alg_values_supported.includes(algorithm));
});
check('SMART-05', 'Fetch, CORS', 'apps in a browser may read the configuration', async () => {
  const answer = await fetch(at('/fhir/.well-known/smart-configuration'), { headers: { origin: 'https://app.example' } });
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
});
check('SMART-06', 'SMART 2.2 3.0.2', 'fhirclient reads with a service token', async () => {
  const { body } = await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/*.rs' });
  assert.equal((await app(body).request('Patient?_count=1')).resourceType, 'Bundle');
});
check('SMART-07', 'SMART 2.2 3.0.2', 'fhirclient reads with a person\'s token of user scope', async () => {
  const { tokens } = await obtain(web, { scope: 'openid user/*.rs', prompt: 'consent' });
  assert.equal((await app(tokens).request('Patient?_count=1')).resourceType, 'Bundle');
});
check('SMART-08', 'SMART 2.2 3.0.2', 'a scope to read does not write', async () => {
  const { tokens } = await obtain(web, { scope: 'openid user/*.rs', prompt: 'consent' });
  assert.equal(await status(app(tokens).create({ resourceType: 'Patient', name: [{ family: 'Forbidden' }] })), 403);
});
check('SMART-09', 'SMART 2.2 3.0.2', 'a token without a data scope opens no data', async () => {
  const { tokens } = await obtain(web, { scope: 'openid profile' });
  assert.equal(await status(app(tokens).request('Patient?_count=1')), 403);
});
check('SMART-10', 'SMART 2.2 3.0.1', 'a scope of one type does not open another', async () => {
  const { tokens } = await obtain(web, { scope: 'openid user/Observation.rs', prompt: 'consent' });
  assert.equal(await status(app(tokens).request('Observation?_count=1')), 200);
  assert.equal(await status(app(tokens).request('Patient?_count=1')), 403);
});

const category = code => `category=http://terminology.hl7.org/CodeSystem/observation-category|${code}`;
const categories = bundle => new Set((bundle.entry ?? []).flatMap(({ resource }) => resource.category.flatMap(({ coding }) => coding.map(({ code }) => code))));
const narrowed = async () => (await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: `system/Observation.rs?${category('laboratory')}` })).body;
const whole = async () => (await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/Observation.rs' })).body;

check('SMART-11', 'SMART 2.2 3.0.2.2', 'a scope narrowed to a category lists nothing else', async () => {
  const found = await app(await narrowed()).request('Observation?_count=50');
  assert.deepEqual([...categories(found)], ['laboratory']);
});
check('SMART-12', 'SMART 2.2 3.0.2.2', 'and counts nothing else', async () => {
  const [part, all] = [app(await narrowed()), app(await whole())];
  const of = async (who, query) => (await who.request(`Observation?_summary=count${query}`)).total;
  const labs = await of(all, `&${encodeURI(category('laboratory'))}`);
  assert.ok(labs > 0 && labs < await of(all, ''));
  assert.equal(await of(part, ''), labs);
  assert.equal(await of(part, `&${encodeURI(category('vital-signs'))}`), 0);
});
check('SMART-13', 'SMART 2.2 3.0.2.2', 'a resource outside of it does not exist', async () => {
  const { entry: [{ resource: { id } }] } = await app(await whole()).request(`Observation?_count=1&${encodeURI(category('vital-signs'))}`);
  assert.equal(await status(app(await narrowed()).request(`Observation/${id}`)), 404);
  assert.equal(await status(app(await narrowed()).request(`Observation/${id}/_history/1`)), 404);
});
check('SMART-14', 'RFC 6749 3.3', 'a search parameter that cannot narrow a scope is refused by name', async () => {
  const answer = await ask('token_endpoint', machine, { grant_type: 'client_credentials', scope: 'system/Observation.rs?nonsense=1' });
  assert.equal(answer.status, 400);
  assert.equal(answer.body.error, 'invalid_scope');
  assert.match(answer.body.error_description, /nonsense/);
});
check('SMART-15', 'SMART 2.2 3.0.2.2', 'a narrowed scope is not widened on refresh', async () => {
  const { tokens } = await obtain(web, { scope: `openid offline_access user/Observation.rs?${category('laboratory')}`, prompt: 'consent' });
  const answer = await ask('token_endpoint', web, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, scope: 'user/Observation.rs' });
  assert.equal(answer.body.error, 'invalid_scope');
});
