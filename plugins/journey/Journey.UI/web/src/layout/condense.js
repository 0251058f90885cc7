const SHOWN_EACH = 320;

/**
 * The record as a graph small enough to be drawn: each event by itself, or, when there are many,
 * everything of one kind and label as one point with its count. Links are added up the same way.
 */
export function condense(model) {
  const nodes = [...model.nodes, ...model.undated];
  const keyOf = nodes.length <= SHOWN_EACH ? node => node.id : node => `${node.kind}|${node.label}`;
  let points = [...Map.groupBy(nodes, keyOf)].map(([key, members]) => ({ key, kind: members[0].kind, label: members[0].label, members }));
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
