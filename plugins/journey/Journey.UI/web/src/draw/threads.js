import { line, svg } from "./elements.js";

const MOST = 12;

/** Dotted threads from the selected mark to what it is linked to, at the linked events' own time, and the knots on it; the newest when there are many. */
export function drawThreads(scene, node, { unit, measure }) {
  const threads = svg("g", { "aria-hidden": "true" });
  const knots = svg("g", { "aria-hidden": "true" });
  const own = node && scene.places.get(node.id);
  if (!own) return { threads, knots };
  const seen = new Set();
  for (const link of node.links.toSorted((a, b) => b.node.start - a.node.start)) {
    const other = scene.places.get(link.node.id);
    if (!other || other.item === own.item || seen.has(other.item)) continue;
    if (seen.add(other.item).size > MOST) break;
    join(own.item, other.item, unit, threads, knots);
  }
  for (const knot of [...knots.children]) if (coversName(knot, scene, own.item, measure, unit)) knot.remove();
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

/** A knot never stands on the name of the bar it belongs to. */
function coversName(knot, scene, item, measure, unit) {
  const x = Number(knot.getAttribute("cx"));
  return scene.lanes.some(lane => lane.captions?.some(caption => caption.item === item
    && Math.abs(Number(knot.getAttribute("cy")) - item.y) < 1 && x > caption.x - 4 * unit && x < caption.x + measure(`${caption.name}  ${caption.note}`) * 1.06 + 4 * unit));
}
