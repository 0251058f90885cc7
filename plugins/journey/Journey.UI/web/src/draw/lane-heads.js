import { line, svg, text } from "./elements.js";
import { kindClass, mark } from "./marks.js";

const TALL = 44;

/** Names, counts and separators at the side of the lanes, with the button that shows hidden rows. */
export function drawLaneHeads(scene, frame, width, view) {
  const { unit } = frame;
  const group = svg("g", { class: "jv-heads" }, line(0, scene.axis, width, scene.axis, "jv-sep"));
  for (const lane of scene.lanes) {
    const y = lane.y + 19 * unit;
    const name = frame.cut(view.t.kind(lane.kind, 2), (frame.left - frame.name - 8 * unit) / 1.08);
    group.append(
      svg("g", { class: kindClass(lane.kind), "aria-hidden": "true" }, mark(lane.kind, frame.name - 14 * unit, y, 4.6 * unit)),
      text(frame.name, y + 4 * unit, name, "jv-lane"));
    if (lane.curves?.length > 0) group.append(...lane.curves.map((curve, index) => curveName(curve, frame, index === 0 ? { lane, end: frame.name + frame.measure(name) * 1.1 } : null)));
    else group.append(...count(lane, name, y, frame, view.t));
    if (lane.expandable) group.append(moreButton(lane, frame, view));
    group.append(line(0, lane.y + lane.height, width, lane.y + lane.height, "jv-sep"));
  }
  return group;
}

/** How many: under the name, or beside it in a lane of one row. */
function count(lane, name, y, frame, t) {
  const { unit } = frame;
  if (lane.count === 0) return [];
  const number = frame.number(lane.count);
  if (lane.height >= TALL * unit) {
    return [text(frame.name, y + 19 * unit, lane.planned > 0 ? `${number}, ${t("plannedCount", { count: lane.planned })}` : number, "jv-note")];
  }
  const x = frame.name + frame.measure(name) * 1.12 + 8 * unit;
  return x + frame.measure(number) < frame.left - 6 * unit ? [text(x, y + 4 * unit, number, "jv-note")] : [];
}

/** A test's name beside its curve, on two lines when long; the first one keeps clear of the lane's own name. */
function curveName(curve, frame, first) {
  const { unit, left } = frame;
  const end = left - 10 * unit;
  const beside = first && frame.measure(curve.series.label) <= end - first.end - 8 * unit;
  const lines = beside ? [curve.series.label] : wrap(curve.series.label, end - 22 * unit, frame);
  const y = first && !beside ? first.lane.y + 37 * unit : curve.top + (lines.length > 1 ? 12 : 16) * unit;
  return svg("g", null, svg("title", null, curve.series.label),
    ...lines.map((said, index) => text(end, y + index * 13 * unit, said, "jv-note", "end")));
}

function wrap(label, room, { measure, cut }) {
  if (measure(label) * 0.92 <= room) return [label];
  const words = label.split(" ");
  let head = words.shift();
  while (words.length > 0 && measure(`${head} ${words[0]}`) * 0.92 <= room) head += ` ${words.shift()}`;
  return [cut(head, room), cut(words.join(" "), room)].filter(Boolean);
}

function moreButton(lane, frame, { t, toggleLane, expanded }) {
  const { unit } = frame;
  const y = lane.curves?.length > 0 ? lane.y + lane.height - 12 * unit : lane.y + 55 * unit;
  const label = expanded.has(lane.kind) ? t("fewer") : t("more", { count: lane.hidden });
  const act = event => {
    event.preventDefault();
    toggleLane(lane.kind);
  };
  return svg("g", {
    class: "jv-more", role: "button", tabindex: 0, "aria-expanded": String(expanded.has(lane.kind)), "aria-label": `${t.kind(lane.kind, 2)}: ${label}`,
    "data-lane": lane.kind, on: { click: act, keydown: event => (event.key === "Enter" || event.key === " ") && act(event) },
  },
  svg("rect", { x: frame.name - 6 * unit, y: y - 16 * unit, width: frame.measure(label) + 12 * unit, height: 24 * unit, rx: 4 * unit }),
  text(frame.name, y, label, "jv-link-text"));
}
