import { svg, text } from "./elements.js";
import { mark } from "./marks.js";

/** What is inside one mark of the timeline, by the way its lane draws: dot, bar, cluster or point. */
export function drawItem(item, unit, picked) {
  if (item.dot) return dot(item, unit, picked);
  if (item.height) return bar(item, unit, picked);
  return point(item, unit, picked);
}

function dot(item, unit, picked) {
  const { x, y } = item;
  const r = 5.5 * unit;
  const shape = item.out
    ? svg("path", { class: "jv-out", d: item.out === "low" ? `M${x} ${y + r}l${-r} ${-1.7 * r}h${2 * r}z` : `M${x} ${y - r}l${-r} ${1.7 * r}h${2 * r}z` })
    : svg("circle", { class: "jv-ring", cx: x, cy: y, r: 3.5 * unit });
  return [hit(x - 7 * unit, y - 7 * unit, 14 * unit, 14 * unit), shape, picked && svg("circle", { class: "jv-pick", cx: x, cy: y, r: 8 * unit })];
}

function point(item, unit, picked) {
  const width = item.x1 - item.x0;
  const middle = (item.x0 + item.x1) / 2;
  const name = item.node.planned && !item.nodes ? "jv-planned" : "jv-solid";
  const tall = 14 * unit;
  const shape = item.kind === "encounter"
    ? svg("rect", { class: name, x: item.x0, y: item.y - tall / 2, width, height: tall, rx: 3 * unit })
    : mark(item.kind, middle, item.y, 5 * unit, name);
  const end = item.labelled ? item.full : item.x1;
  return [
    hit(item.x0 - 3 * unit, item.y - 11 * unit, end - item.x0 + 6 * unit, 22 * unit), shape,
    item.labelled && text(item.x1 + 6 * unit, item.y + 4 * unit, item.caption, item.nodes ? "jv-count" : null),
    picked && svg("rect", { class: "jv-pick", x: item.x0 - 3 * unit, y: item.y - 10 * unit, width: width + 6 * unit, height: 20 * unit, rx: 5 * unit }),
  ];
}

function bar(item, unit, picked) {
  const { x0, x1, y, height, kind, node } = item;
  const d = outline(item, unit);
  const round = kind === "medication";
  return [
    svg("path", { class: node.planned ? "jv-planned" : "jv-span", d }),
    !round && !item.opensBefore && svg("rect", { class: "jv-edge", x: x0, y: y - height / 2, width: 3 * unit, height }),
    round && !item.opensBefore && !item.renewed && x1 - x0 > 12 * unit && svg("circle", { class: "jv-solid", cx: x0 + 7 * unit, cy: y, r: 3.5 * unit }),
    round && item.renewed && svg("rect", { class: "jv-edge", x: x0, y: y - height / 2, width: 2 * unit, height }),
    picked && svg("path", { class: "jv-pick", d }),
    item.labelled && caption(item, unit, picked),
  ];
}

/** A problem ends in a point while it goes on and flat once it ended; a medication is round at both. */
function outline({ x0, x1, y, height, kind, node }, unit) {
  const half = height / 2;
  if (kind !== "problem") {
    const r = Math.min(half, (x1 - x0) / 2);
    return `M${x0 + r} ${y - half}H${x1 - r}A${r} ${half} 0 0 1 ${x1 - r} ${y + half}H${x0 + r}A${r} ${half} 0 0 1 ${x0 + r} ${y - half}z`;
  }
  const tip = node.ongoing ? Math.min(7 * unit, (x1 - x0) / 2) : 0;
  return `M${x0} ${y - half}H${x1 - tip}l${tip} ${half} l${-tip} ${half}H${x0}z`;
}

function caption(item, unit, picked) {
  const { name, note, lead } = item.caption;
  const outside = !item.inside && !item.caption.renewal;
  const x = outside ? item.x1 + 6 * unit : item.x0 + lead;
  const anchor = outside && item.flipped ? "end" : null;
  const label = text(anchor ? item.x0 - 6 * unit : x, item.y + 4 * unit, name, picked ? "jv-strong" : null, anchor);
  if (note && !anchor) label.append(svg("tspan", { class: "jv-note", dx: name ? 4 * unit : 0 }, note));
  return label;
}

/** An unseen ground that makes small marks easier to hit. */
function hit(x, y, width, height) {
  return svg("rect", { class: "jv-hit", x, y, width, height });
}
