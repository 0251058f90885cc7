// Expands a value set to the codes it lists, or to null where it cannot be listed (a filter over an
// external system, an incomplete code system): the engine then leaves the binding to a terminology service.

export function loadTerminology(all) {
  const systems = new Map(), sets = new Map();
  for (const r of all) {
    if (r.resourceType === 'CodeSystem') systems.set(r.url, r);
    if (r.resourceType === 'ValueSet') sets.set(r.url, r);
  }
  return { systems, sets };
}

/** Map of system to Set of codes, or null. */
export function expandValueSet(terminology, url, open = new Set()) {
  const set = terminology.sets.get(url.split('|')[0]);
  if (!set?.compose || open.has(url)) return null;
  const inside = new Set(open).add(url);
  const result = new Map();
  for (const include of set.compose.include) {
    const part = expandInclude(terminology, include, inside);
    if (part === null) return null;
    for (const [system, codes] of part) {
      result.set(system, new Set([...(result.get(system) ?? []), ...codes]));
    }
  }
  for (const exclude of set.compose.exclude ?? []) {
    const part = expandInclude(terminology, exclude, inside);
    if (part === null) return null;
    for (const [system, codes] of part) for (const code of codes) result.get(system)?.delete(code);
  }
  return [...result.values()].some((codes) => codes.size > 0) ? result : null;
}

function expandInclude(terminology, include, open) {
  let result = include.system ? expandSystem(terminology, include) : undefined;
  if (result === null) return null;
  for (const url of include.valueSet ?? []) {
    const other = expandValueSet(terminology, url, open);
    if (other === null) return null;
    result = result === undefined ? other : intersect(result, other);
  }
  return result ?? null;
}

function expandSystem(terminology, include) {
  if (include.concept) return new Map([[include.system, new Set(include.concept.map((c) => c.code))]]);
  const system = terminology.systems.get(include.system);
  if (!system || system.content !== 'complete' || !system.concept) return null;
  let codes = new Set(flatten(system.concept));
  for (const filter of include.filter ?? []) {
    const matching = filterCodes(system, filter);
    if (matching === null) return null;
    codes = new Set([...codes].filter((code) => matching.has(code)));
  }
  return new Map([[include.system, codes]]);
}

function filterCodes(system, filter) {
  if (filter.property !== 'concept' || !['is-a', 'descendent-of'].includes(filter.op)) return null;
  const children = new Map();
  const link = (parent, child) => children.set(parent, [...(children.get(parent) ?? []), child]);
  const visit = (concept) => {
    for (const child of concept.concept ?? []) { link(concept.code, child.code); visit(child); }
    for (const p of concept.property ?? []) if (p.code === 'subsumedBy' && p.valueCode) link(p.valueCode, concept.code);
  };
  system.concept.forEach(visit);
  const found = new Set(filter.op === 'is-a' ? [filter.value] : []);
  const queue = [filter.value];
  while (queue.length) {
    for (const child of children.get(queue.pop()) ?? []) {
      if (!found.has(child)) { found.add(child); queue.push(child); }
    }
  }
  return found;
}

function intersect(a, b) {
  const result = new Map();
  for (const [system, codes] of a) {
    const both = [...codes].filter((code) => b.get(system)?.has(code));
    if (both.length) result.set(system, new Set(both));
  }
  return result;
}

const flatten = (concepts) => concepts.flatMap((c) => [c.code, ...flatten(c.concept ?? [])]);
