import { group as groupBy } from "d3-array";

// Where a neighbour stands in the sentence "found through, selected, treated with, watched by".
const COLUMNS = {
  "found-through:in": -1, "found-through:out": 1, "treated-with:in": -1, "treated-with:out": 1, "watched-by:in": -1, "watched-by:out": 2,
  "during:out": -1, "part-of:out": -1, "part-of:in": 1, "documented-by:out": 2, "documented-by:in": -1,
};
const WRITTEN = new Set(["result", "document", "message", "claim"]);
const MOST = 40;
const TALLEST = 8;

export function relationOf(link) {
  const key = `${link.kind}:${link.out ? "out" : "in"}`;
  return key in COLUMNS || key === "during:in" ? key : `related:${link.out ? "out" : "in"}`;
}

/** In which column a link's other end stands: -1 left, 1 and 2 right of the selected one. */
export function columnOf(link) {
  const relation = relationOf(link);
  if (relation === "during:in") return WRITTEN.has(link.node.kind) ? 2 : 1;
  return COLUMNS[relation] ?? (link.out ? 2 : -1);
}

/**
 * What is within `steps` of a node, in columns from left to right:
 * [{at, relations, entries: [{node} | {group, kind, nodes}]}], the node itself at 0, and the links to draw.
 */
export function columns(center, steps, opened = new Set()) {
  const column = new Map([[center, 0]]);
  const relations = new Map([[0, new Set()]]);
  let edge = [center];
  for (let step = 1; step <= steps; step += 1) edge = spreadFrom(edge, step, column, relations);
  const byColumn = groupBy(column.keys(), node => column.get(node));
  const crowded = column.size > MOST;
  const result = [...byColumn.keys()].sort((a, b) => a - b).map(at => ({
    at, relations: [...relations.get(at)], entries: grouped(byColumn.get(at), at, crowded, opened),
  }));
  return { columns: result, links: linksBetween(result, center), size: column.size };
}

function spreadFrom(edge, step, column, relations) {
  const found = [];
  for (const node of edge) {
    for (const link of node.links) {
      if (column.has(link.node)) continue;
      const at = step === 1 ? columnOf(link) : farther(column.get(node), step);
      column.set(link.node, at);
      if (!relations.has(at)) relations.set(at, new Set());
      relations.get(at).add(step === 1 ? relationOf(link) : at < 0 ? "before" : "after");
      found.push(link.node);
    }
  }
  return found;
}

/** Later steps go on outwards on their own side; nothing comes back between the first columns. */
function farther(from, step) {
  return from < 0 ? -step : step + 1;
}

function grouped(nodes, at, crowded, opened) {
  const entries = [];
  for (const [kind, members] of groupBy(nodes.sort((a, b) => a.start - b.start), node => node.kind)) {
    const group = `${at}:${kind}`;
    const join = (crowded || nodes.length > TALLEST) && members.length > 2 && !opened.has(group);
    if (join) entries.push({ group, kind, nodes: members, label: sameLabel(members) });
    else entries.push(...members.map(node => ({ node })));
  }
  return entries;
}

function sameLabel(nodes) {
  return nodes.every(node => node.label === nodes[0].label) ? nodes[0].label : null;
}

function linksBetween(result, center) {
  const entryOf = new Map();
  for (const { at, entries } of result) for (const entry of entries) for (const node of entry.nodes ?? [entry.node]) entryOf.set(node, { entry, at });
  const seen = new Map();
  for (const [node, from] of entryOf) {
    for (const link of node.links) {
      const to = entryOf.get(link.node);
      if (!to || to.at <= from.at || (node !== center && link.node !== center && to.at * from.at < 0)) continue;
      const key = `${keyOf(from.entry)}>${keyOf(to.entry)}`;
      if (!seen.has(key)) seen.set(key, { from: from.entry, to: to.entry, fromAt: from.at, toAt: to.at });
    }
  }
  return [...seen.values()];
}

function keyOf(entry) {
  return entry.group ?? entry.node.id;
}
