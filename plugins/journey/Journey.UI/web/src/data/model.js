import { parseDate } from "./dates.js";
import { LASTING } from "./kinds.js";

const ENDED = /^(resolved|inactive|remission|stopped|completed|ended|finished|cancelled|entered-in-error|revoked)/i;
const PLANNED = /^(planned|booked|proposed|scheduled|draft|pending|future|preparation)/i;
// SNOMED CT writes the hierarchy behind a term; beside the kind's mark it only repeats it.
const SEMANTIC_TAG = / \((disorder|finding|procedure|situation|regime\/therapy|morphologic abnormality|product|event|observable entity)\)$/i;
const DAY = 86_400_000;

/**
 * The answer of the graph API as an indexed record: nodes by time, links both ways. The record's present is
 * today, or the day of death when the answer says one (`deceased`): nothing goes on after it.
 */
export function buildModel(graph, today) {
  const death = parseDate(graph.deceased);
  const now = death ? Math.min(today, death.at + (death.precision === "time" ? 0 : DAY)) : today;
  const nodes = (graph.nodes ?? []).map(raw => toNode(raw, now, today));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const edges = (graph.edges ?? []).filter(edge => byId.has(edge.from) && byId.has(edge.to) && edge.from !== edge.to);
  for (const edge of edges) link(edge, byId);
  for (const node of nodes) if (node.start === null) borrowDate(node);
  const dated = nodes.filter(node => node.start !== null).sort(byTime);
  const undated = nodes.filter(node => node.start === null);
  return { nodes: dated, undated, byId, edges, now, deceased: death !== null, kinds: countKinds(nodes), ...spanOf(dated, now), last: lastHappened(dated, now) };
}

export function byTime(a, b) {
  return a.start - b.start || (a.id < b.id ? -1 : 1);
}

function toNode(raw, now, today) {
  const start = parseDate(raw.start) ?? parseDate(raw.end);
  const end = parseDate(raw.end);
  const status = raw.status ?? null;
  const ongoing = end === null && start !== null && start.at <= now
    && (LASTING.has(raw.kind) ? !ENDED.test(status ?? "") : /^(in-progress|arrived)/i.test(status ?? ""));
  const value = typeof raw.value === "number" && Number.isFinite(raw.value) ? raw.value : null;
  return {
    id: String(raw.id), kind: raw.kind ?? "other", label: String(raw.label ?? raw.resource ?? raw.id).replace(SEMANTIC_TAG, ""),
    start: start?.at ?? null, end: ongoing ? null : Math.max(end?.at ?? 0, start?.at ?? 0), ongoing,
    startIso: raw.start ?? null, endIso: raw.end ?? null, resource: raw.resource ?? null, status,
    planned: (start !== null && start.at > today) || PLANNED.test(status ?? ""), code: raw.code ?? null,
    value, said: value === null && raw.value ? String(raw.value) : null, unit: raw.unit ? readable(raw.unit) : null,
    low: raw.low ?? null, high: raw.high ?? null, detail: raw.detail ?? null, links: [],
  };
}

function link(edge, byId) {
  const from = byId.get(edge.from);
  const to = byId.get(edge.to);
  const at = parseDate(edge.date)?.at ?? null;
  from.links.push({ node: to, kind: edge.kind, out: true, at });
  to.links.push({ node: from, kind: edge.kind, out: false, at });
}

/** A node without a date stands at the time of what it is linked to, when something is. */
function borrowDate(node) {
  const dates = node.links.map(({ at, node: other }) => at ?? other.start).filter(at => at !== null);
  if (dates.length === 0) return;
  node.start = Math.min(...dates);
  node.end = node.start;
}

function countKinds(nodes) {
  const counts = new Map();
  for (const node of nodes) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  return counts;
}

function spanOf(nodes, now) {
  let first = now;
  let last = now;
  for (const node of nodes) {
    first = Math.min(first, node.start);
    last = Math.max(last, node.end ?? node.start);
  }
  const margin = Math.max((last - first) * 0.03, 14 * DAY);
  return { span: [first, last], bounds: [first - margin / 2, last + margin] };
}

function lastHappened(nodes, now) {
  return nodes.reduce((last, node) => (node.start <= now ? Math.max(last, node.start) : last), nodes[0]?.start ?? now);
}

/** Where a value stands to its reference range: "low", "high" or null. */
export function outOfRange(node) {
  if (node.value === null) return null;
  if (node.low !== null && node.value < node.low) return "low";
  return node.high !== null && node.value > node.high ? "high" : null;
}

/** The moment a node's bar ends on screen. */
export function endOf(node, now) {
  return node.ongoing ? Math.max(now, node.start) : node.end;
}

/** UCUM's notation as people write it: mm[Hg] is mmHg, {score} is no unit. */
function readable(unit) {
  return unit.replace(/\{[^}]*\}/g, "").replace(/[[\]]/g, "").replace(/m2$/, "m²") || null;
}
