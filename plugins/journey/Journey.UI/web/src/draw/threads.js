import { line, svg } from "./elements.js";

const MOST = 40;

/** Dotted threads from the selected mark to what it is linked to, at the linked events' own time, and the knots on it. */
export function drawThreads(scene, node, unit) {
  const threads = svg("g", { "aria-hidden": "true" });
  const knots = svg("g", { "aria-hidden": "true" });
  const own = node && scene.places.get(node.id);
  if (!own) return { threads, knots };
  const seen = new Set();
  for (const link of node.links.slice(0, MOST)) {
    const other = scene.places.get(link.node.id);
    if (!other || other.item === own.item || seen.has(other.item)) continue;
    seen.add(other.item);
    join(own.item, other.item, unit, threads, knots);
  }
  return { threads, knots };
}

function join(own, other, unit, threads, knots) {
  const anchor = at(other);
  if (own.height && anchor >= own.x0 && anchor <= own.x1) {
    threads.append(line(anchor, own.y, anchor, other.y, "jv-thread"));
    if (!near(knots, anchor, unit)) knots.append(knot(anchor, own.y, unit));
  } else if (other.height && at(own) >= other.x0 && at(own) <= other.x1) {
    threads.append(line(at(own), own.y, at(own), other.y, "jv-thread"));
    knots.append(knot(at(own), other.y, unit));
  } else {
    const from = own.height ? Math.min(Math.max(anchor, own.x0), own.x1) : at(own);
    const middle = (own.y + other.y) / 2;
    threads.append(svg("path", { class: "jv-thread", d: `M${from} ${own.y}C${from} ${middle} ${anchor} ${middle} ${anchor} ${other.y}` }));
  }
}

function at(item) {
  if (item.dot) return item.x;
  return item.height || item.kind === "encounter" ? item.x0 : (item.x0 + item.x1) / 2;
}

function knot(cx, cy, unit) {
  return svg("circle", { class: "jv-knot", cx, cy, r: 4 * unit });
}

function near(knots, x, unit) {
  return [...knots.children].some(other => Math.abs(Number(other.getAttribute("cx")) - x) < 8 * unit);
}
