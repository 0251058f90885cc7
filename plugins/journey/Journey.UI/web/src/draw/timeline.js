import { scaleTime } from "d3-scale";
import { select } from "d3-selection";
import { scene } from "../layout/scene.js";
import { drawAxis } from "./axis.js";
import { drawCaptions } from "./captions.js";
import { drawCurves } from "./curves.js";
import { el, svg } from "./elements.js";
import { drawLaneHeads } from "./lane-heads.js";
import { kindClass } from "./marks.js";
import { drawItem } from "./shapes.js";
import { drawThreads } from "./threads.js";
import { attachZoom } from "./zoom.js";

let serial = 0;

/** The swim lanes. render() draws the store's state; place(id) tells where a node stands. */
export function createTimeline(view) {
  const clip = `jv-clip-${serial += 1}`;
  const clipRect = svg("rect", {});
  const layers = { back: svg("g"), marks: svg("g"), front: svg("g") };
  const root = svg("svg", { class: "jv-chart jv-timeline", role: "group" },
    svg("defs", null, svg("clipPath", { id: clip }, clipRect)), layers.back, layers.marks, layers.front);
  const nothing = el("div", { class: "jv-none" });
  const node = el("div", { class: "jv-time" }, root, nothing);
  const zoom = attachZoom(root, view);
  let drawn = null;

  function render(width) {
    const frame = frameOf(view, width, clip);
    drawn = scene(view.model, view.store.state, frame);
    size(root, clipRect, width, drawn.height, frame);
    const state = view.store.state;
    const selected = view.model.byId.get(state.selected);
    const { threads, knots } = drawThreads(drawn, selected, frame);
    layers.back.replaceChildren(
      drawAxis(frame, drawn.height, { ...view, window: state.window }),
      drawLaneHeads(drawn, frame, width, { ...view, expanded: state.expanded }),
      drawCurves(drawn, frame, view.model, view.format.number), threads);
    drawMarks(layers.marks, drawn, frame, view);
    layers.front.replaceChildren(drawCaptions(drawn, frame.unit, state.selected), knots);
    sayNothing(nothing, drawn, view);
    const [from, to] = state.window.map(view.format.day);
    root.setAttribute("aria-label", view.t("timelineLabel", { from, to, lanes: view.t("laneCount", { count: drawn.lanes.length }) }));
    zoom.sync(frame, drawn.height);
  }

  return { node, render, get scene() { return drawn; }, marks: layers.marks };
}

function frameOf(view, width, clip) {
  const { unit, measure, cut } = view.type();
  const narrow = width < 560 * unit;
  const left = (narrow ? 112 : 150) * unit;
  const name = (narrow ? 30 : 42) * unit;
  // The last values stand in a margin of their own, so that the scale does not move when they come and go.
  const right = width - (view.store.state.lanes.has("result") ? 54 : 14) * unit;
  const x = scaleTime().domain(view.store.state.window).range([left, right]);
  return {
    left, right, name, unit, x, clip, measure, cut, edge: width - 4 * unit,
    caption: view.titles.caption, number: view.format.number,
    note: item => noteOf(item, view),
  };
}

/** Behind the name of a bar: since when, or that it is over; a dose where one is known. */
function noteOf(item, { t, format }) {
  const { node } = item;
  if (node.detail) return node.detail;
  if (item.opensBefore && node.startIso) return t("since", { date: format.write("year", node.start) });
  return node.kind === "problem" && !node.ongoing && !node.planned ? t(/^resolved/i.test(node.status ?? "") ? "resolved" : "ended") : "";
}

function size(root, clipRect, width, height, frame) {
  const { left, right } = frame;
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) root.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x: left, y: 0, width: Math.max(right - left, 0), height })) clipRect.setAttribute(name, value);
}

function drawMarks(layer, drawn, frame, view) {
  const { selected, focused } = view.store.state;
  const items = drawn.lanes.flatMap(lane => lane.items.toSorted((a, b) => a.x0 - b.x0));
  const stop = items.find(item => item.ids.includes(focused)) ?? items.find(item => item.ids.includes(selected)) ?? items[0];
  select(layer).selectChildren().data(items, item => item.ids[0])
    .join(enter => enter.append("g").attr("role", "button"))
    .order()
    .each(function update(item) {
      const picked = item.ids.includes(selected);
      const label = item.nodes ? groupTitle(item, view) : view.titles.full(item.node);
      put(this, { class: `jv-mark ${kindClass(item.kind)}`, tabindex: item === stop ? "0" : "-1", "aria-pressed": String(picked), "aria-label": label });
      const title = this.firstChild?.textContent === label ? this.firstChild : svg("title", null, label);
      this.replaceChildren(title, ...drawItem(item, frame.unit, picked).filter(Boolean));
    });
}

/** Writes what differs: most attributes stay as they are from frame to frame. */
function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function groupTitle(item, { t, format }) {
  const last = item.nodes.reduce((most, node) => Math.max(most, node.start), item.at);
  const values = { count: item.nodes.length, kinds: t.kind(item.kind, item.nodes.length), from: format.day(item.at), to: format.day(last) };
  return t(values.from === values.to ? "clusterSame" : "clusterLabel", values);
}

function sayNothing(box, drawn, view) {
  const off = view.store.state.lanes.size === 0;
  box.hidden = drawn.visible > 0 && !off;
  if (box.hidden) return;
  const [from, to] = view.store.state.window.map(view.format.day);
  box.replaceChildren(
    el("p", { class: "muted" }, off ? view.t("lanesOff") : view.t("noneInWindow", { from, to })),
    el("button", { class: "btn", type: "button", on: { click: () => (off ? view.showAllLanes() : view.setRange("all")) } }, view.t(off ? "showAllLanes" : "showAll")));
}

