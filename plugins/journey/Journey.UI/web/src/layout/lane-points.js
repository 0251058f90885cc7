import { cluster } from "./cluster.js";
import { stack } from "./stack.js";

const POINT = { rows: 2, pitch: 24, first: 17, least: 34, mark: 11 };
const ENCOUNTER = { rows: 2, pitch: 26, first: 19, least: 36, mark: 9 };
const CROWDED_GAP = 18;
const SHORTEST_LABEL = 48;

/** Encounters and everything that is a point: marks with labels, joined where they would cover each other. */
export function pointLane(kind, nodes, space) {
  const shape = kind === "encounter" ? ENCOUNTER : POINT;
  const { unit } = space;
  let items = nodes.map(node => item(node, shape, space));
  if (space.crowded) items = cluster(items, CROWDED_GAP * unit).map(group => joined(group.items, shape, space));
  stack(items, shape.rows, 8 * unit);
  items = gatherLeftOvers(items, shape, space);
  const rows = Math.max(0, ...items.map(one => one.row)) + 1;
  for (const one of items) one.y = (shape.first + one.row * shape.pitch) * unit;
  const height = Math.max(shape.least, shape.first * 2 + (rows - 1) * shape.pitch) * unit;
  return { height, items };
}

function item(node, shape, space) {
  const x = space.x(node.start);
  const end = node.kind === "encounter" && !node.planned ? Math.min(space.x(space.endOf(node)), space.right) : x;
  const half = node.kind === "encounter" ? 0 : shape.mark / 2;
  const x0 = Math.max(x, space.left) - half * space.unit;
  const x1 = Math.max(x0 + shape.mark * space.unit, end);
  return labelled({ ids: [node.id], node, kind: node.kind, x0, x1, at: node.start }, space.caption(node), space);
}

function joined(items, shape, space) {
  if (items.length === 1) return items[0];
  const nodes = items.flatMap(one => one.nodes ?? [one.node]);
  const x0 = Math.min(...items.map(one => one.x0));
  const same = nodes.every(node => node.label === nodes[0].label) ? `${nodes[0].label} × ` : "";
  const group = { ids: nodes.map(node => node.id), nodes, node: nodes[0], kind: nodes[0].kind, x0, x1: x0 + shape.mark * space.unit, at: nodes[0].start };
  return labelled(group, `${same}${space.number(nodes.length)}`, space);
}

function labelled(one, caption, space) {
  const room = space.edge - one.x1 - 6 * space.unit;
  one.caption = room < SHORTEST_LABEL * space.unit && space.measure(caption) > room ? "" : space.cut(caption, Math.min(room, 150 * space.unit));
  one.full = one.caption ? one.x1 + 6 * space.unit + space.measure(one.caption) : one.x1;
  one.fits = one.full > one.x1;
  return one;
}

/** A mark that found no place joins the nearest one that did. */
function gatherLeftOvers(items, shape, space) {
  const placed = items.filter(one => one.row >= 0);
  const guests = new Map();
  for (const lost of items.filter(one => one.row < 0)) {
    const host = placed.reduce((best, one) => (Math.abs(one.x0 - lost.x0) < Math.abs(best.x0 - lost.x0) ? one : best));
    guests.set(host, [...(guests.get(host) ?? []), lost]);
  }
  const rebuilt = placed.map(host => {
    if (!guests.has(host)) return host;
    const group = joined([host, ...guests.get(host)].sort((a, b) => a.at - b.at), shape, space);
    return Object.assign(group, { x0: host.x0, x1: host.x0 + shape.mark * space.unit, row: host.row, counted: true });
  });
  return settleLabels(rebuilt, space);
}

/** Joining changed captions: a label that would now run into the next mark of its row is left out. */
function settleLabels(items, space) {
  for (const one of items) {
    const next = items.filter(other => other !== one && other.row === one.row && other.x0 >= one.x0)
      .reduce((least, other) => Math.min(least, other.x0), Infinity);
    const short = one.counted ? space.number(one.ids.length) : one.caption;
    if (one.counted && one.full > next) one.caption = short;
    one.full = one.x1 + 6 * space.unit + space.measure(one.caption);
    one.labelled = (one.labelled || one.counted) && one.fits && one.full + 2 * space.unit <= next;
  }
  return items;
}
