import { svg } from "./elements.js";
import { mark } from "./marks.js";

/** What is inside one mark of the timeline, by the way its lane draws: dot, bar, or point. */
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
  const name = item.node.planned && !item.nodes ? "jv-planned" : "jv-solid";
  const tall = 14 * unit;
  const shape = item.kind === "encounter"
    ? svg("rect", { class: name, x: item.x0, y: item.y - tall / 2, width, height: tall, rx: 3 * unit })
    : mark(item.kind, (item.x0 + item.x1) / 2, item.y, 5 * unit, name);
  const end = item.labelled ? item.full : item.x1;
  return [
    hit(item.x0 - 3 * unit, item.y - 11 * unit, end - item.x0 + 6 * unit, 22 * unit), shape,
    picked && svg("rect", { class: "jv-pick", x: item.x0 - 3 * unit, y: item.y - 10 * unit, width: width + 6 * unit, height: 20 * unit, rx: 5 * unit }),
  ];
}

function bar(item, unit, picked) {
  const { x0, x1, y, height, kind, node, tiny } = item;
  const d = outline(item, unit);
  const starts = !item.opensBefore && !item.renewed && !tiny;
  const problem = kind === "problem";
  const tick = (name, width) => svg("rect", { class: name, x: x0, y: y - height / 2, width, height });
  return [
    svg("path", { class: node.planned ? "jv-planned" : tiny ? "jv-solid" : "jv-span", d }),
    problem && starts && tick("jv-edge", 3 * unit),
    !problem && starts && x1 - x0 > 12 * unit && svg("circle", { class: "jv-solid", cx: x0 + 7 * unit, cy: y, r: 3.5 * unit }),
    item.renewed && !tiny && (item.changed ? tick("jv-edge", 2 * unit) : tick("jv-renewal", unit)),
    picked && svg("path", { class: "jv-pick", d }),
  ];
}

/** A problem ends in a point while it goes on and flat once it ended; whatever else lasts is round at both ends. */
function outline({ x0, x1, y, height, kind, node, renewed, continues }, unit) {
  const half = height / 2;
  if (kind !== "problem") {
    const r = Math.min(half, (x1 - x0) / 2);
    return capsule(x0, x1, y - half, height, renewed ? 0 : r, continues ? 0 : r);
  }
  const tip = node.ongoing && !continues ? Math.min(7 * unit, (x1 - x0) / 2) : 0;
  return `M${x0} ${y - half}H${x1 - tip}l${tip} ${half} l${-tip} ${half}H${x0}z`;
}

function capsule(x0, x1, top, height, left, right) {
  const side = (r, down) => `a${r} ${r} 0 0 1 ${down ? r : -r} ${down ? r : -r}v${(down ? 1 : -1) * (height - 2 * r)}a${r} ${r} 0 0 1 ${down ? -r : r} ${down ? r : -r}`;
  return `M${x0 + left} ${top}H${x1 - right}${side(right, true)}H${x0 + left}${side(left, false)}z`;
}

/** An unseen ground that makes small marks easier to hit. */
function hit(x, y, width, height) {
  return svg("rect", { class: "jv-hit", x, y, width, height });
}
