import { group as groupBy } from "d3-array";

const SHOWN_EACH = 320;

/**
 * The record as a graph small enough to be drawn: each linked event by itself; what is not linked, and everything
 * when there is much, as one point per kind and label with its count. Links are added up the same way.
 */
export function condense(model) {
  const nodes = [...model.nodes, ...model.undated];
  const each = node => nodes.length <= SHOWN_EACH && node.links.length > 0;
  const keyOf = node => (each(node) ? node.id : `${node.kind}|${node.label}`);
  let points = [...groupBy(nodes, keyOf)].map(([key, members]) => ({ key, kind: members[0].kind, label: members[0].label, members }));
  const pointOf = new Map(points.flatMap(point => point.members.map(node => [node.id, point])));
  const links = new Map();
  for (const edge of model.edges) {
    const [source, target] = [pointOf.get(edge.from), pointOf.get(edge.to)];
    if (source === target) continue;
    const key = `${source.key}>${target.key}`;
    const link = links.get(key) ?? { source, target, count: 0 };
    link.count += 1;
    links.set(key, link);
  }
  points = prominent(points, links);
  const kept = new Set(points);
  return { points, links: [...links.values()].filter(link => kept.has(link.source) && kept.has(link.target)), pointOf };
}

/** The points with most events and links, when even the kinds of events are too many. */
function prominent(points, links) {
  for (const point of points) point.degree = 0;
  for (const { source, target } of links.values()) {
    source.degree += 1;
    target.degree += 1;
  }
  return points.toSorted((a, b) => b.degree + b.members.length - a.degree - a.members.length).slice(0, SHOWN_EACH);
}
