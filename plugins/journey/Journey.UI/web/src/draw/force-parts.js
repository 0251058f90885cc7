import { radiusOf } from "../layout/force-layout.js";
import { svg } from "./elements.js";
import { kindClass, mark } from "./marks.js";

export function drawPoint(point, light, view) {
  const { unit } = view.type();
  const r = radiusOf(point, unit);
  const count = point.members.length;
  const label = count > 1 ? `${point.label}, ${view.t("groupLabel", { count, kinds: view.t.kind(point.kind, count) })}` : view.titles.full(point.members[0]);
  const [on, off] = [() => light(true), () => light(false)];
  const around = r + 5 * unit;
  return svg("g", {
    class: `jv-mark jv-point ${kindClass(point.kind)}`, role: "button", tabindex: -1, "aria-label": label, "data-key": point.key,
    on: { click: () => view.selectGroup(point.members.map(node => node.id)), pointerenter: on, pointerleave: off, focus: on, blur: off },
  },
  svg("title", null, label), mark(point.kind, 0, 0, r, point.members.every(node => node.planned) ? "jv-planned" : "jv-solid"),
  svg("rect", { class: "jv-pick", x: -around, y: -around, width: 2 * around, height: 2 * around, rx: 5 * unit }));
}

/** Pointing at a point shows its links and the names at their other ends. */
export function light(graph, point, on) {
  const near = new Set([point]);
  graph.links.forEach(({ source, target }, index) => {
    const touches = source === point || target === point;
    graph.lines[index].classList.toggle("jv-hot", on && touches);
    if (touches) near.add(source).add(target);
  });
  graph.points.forEach((other, index) => graph.names[index].classList.toggle("jv-hot", on && near.has(other)));
}

/** Moves lines, marks and names to where the layout has put their points. */
export function place(graph, unit) {
  graph.links.forEach(({ source, target }, index) => {
    for (const [name, value] of Object.entries({ x1: source.x, y1: source.y, x2: target.x, y2: target.y })) graph.lines[index].setAttribute(name, value);
  });
  graph.points.forEach((point, index) => {
    graph.marks[index].setAttribute("transform", `translate(${point.x} ${point.y})`);
    graph.names[index].setAttribute("transform", `translate(${point.x + radiusOf(point, unit)} ${point.y})`);
  });
}
