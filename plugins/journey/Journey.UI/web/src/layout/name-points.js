const TALL = 16;

/**
 * Which points of the graph can show their name at a zoom: the most connected first, none over another
 * name or mark. Sizes are on screen: {k, radius(point), width(point), unit}.
 */
export function namePoints(points, { k, radius, width, unit }, always = new Set()) {
  const marks = points.map(point => ({ point, x: point.x * k, y: point.y * k, r: radius(point) * k }));
  const taken = [];
  const named = new Set();
  const order = marks.toSorted((a, b) => always.has(b.point) - always.has(a.point) || b.point.degree - a.point.degree || b.r - a.r);
  for (const { point, x, y, r } of order) {
    const box = { x0: x + r, x1: x + r + width(point) + 8 * unit, y0: y - (TALL / 2) * unit, y1: y + (TALL / 2) * unit };
    const free = taken.every(other => apart(box, other)) && marks.every(other => other.point === point || !covers(box, other));
    if (!free && !always.has(point)) continue;
    taken.push(box);
    named.add(point);
  }
  return named;
}

function apart(a, b) {
  return a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0;
}

function covers(box, { x, y, r }) {
  return x + r > box.x0 && x - r < box.x1 && y + r > box.y0 && y - r < box.y1;
}
