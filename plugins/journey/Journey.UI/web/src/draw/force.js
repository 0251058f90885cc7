import { drag as d3drag } from "d3-drag";
import { select } from "d3-selection";
import { zoom as d3zoom, zoomIdentity } from "d3-zoom";
import { condense } from "../layout/condense.js";
import { fitTo, radiusOf, simulate } from "../layout/force-layout.js";
import { el, svg, text } from "./elements.js";
import { kindClass, mark } from "./marks.js";

const NAMED = 18;
const NAME_ALL = 45;

/** The whole record as a graph to explore: drag, zoom, hover. Laid out before it is shown, so that nothing dances. */
export function createForce(view) {
  const stage = svg("g");
  const chart = svg("svg", { class: "jv-chart jv-force", role: "group" }, stage);
  const fit = el("button", { class: "btn", type: "button", on: { click: () => frameAll() } }, view.t("graphFit"));
  const node = el("div", { class: "jv-force-box" }, chart, el("div", { class: "jv-force-foot" }, el("p", { class: "muted small" }, view.t("graphHelp")), fit));
  const zoom = d3zoom().scaleExtent([0.15, 6]).on("zoom", event => stage.setAttribute("transform", event.transform));
  select(chart).call(zoom).on("dblclick.zoom", null);
  let graph = null;
  let simulation = null;
  let shown = null;
  let frame = { width: 0, height: 0 };

  function render(width, height) {
    const { unit } = view.type();
    const grown = frame.width !== width || frame.height !== height;
    frame = { width, height };
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) chart.setAttribute(name, value);
    if (shown !== view.model) {
      shown = view.model;
      simulation?.stop();
      graph = condense(view.model);
      simulation = simulate(graph, unit);
      build(stage, graph, unit, view, simulation);
      frameAll();
    } else if (grown) {
      frameAll();
    }
    chart.setAttribute("aria-label", view.t("graphLabel", { nodes: view.t("graphNodes", { count: graph.points.length }), links: view.t("linkCount", { count: graph.links.length }) }));
    paint(graph, view.store.state);
  }

  function frameAll() {
    const { k, x, y } = fitTo(graph.points, frame.width, frame.height);
    select(chart).call(zoom.transform, zoomIdentity.translate(x, y).scale(k));
  }
  return { node, render, stop: () => simulation?.stop() };
}

function build(stage, graph, unit, view, simulation) {
  graph.lines = graph.links.map(() => svg("line", { class: "jv-link" }));
  graph.marks = graph.points.map(point => drawPoint(point, graph, unit, view));
  const move = () => place(graph);
  stage.replaceChildren(svg("g", { "aria-hidden": "true" }, graph.lines), svg("g", null, graph.marks));
  move();
  simulation.on("tick", move);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  select(stage).selectAll(".jv-mark").data(graph.points).call(d3drag()
    .on("drag", (event, point) => {
      Object.assign(point, { x: event.x, y: event.y, fx: event.x, fy: event.y });
      if (still) move();
      else simulation.alphaTarget(0.15).restart();
    })
    .on("end", (event, point) => {
      Object.assign(point, { fx: null, fy: null });
      simulation.alphaTarget(0);
    }));
}

function drawPoint(point, graph, unit, view) {
  const r = radiusOf(point, unit);
  const count = point.members.length;
  const label = count > 1 ? `${point.label}, ${view.t("groupLabel", { count, kinds: view.t.kind(point.kind, count) })}` : view.titles.full(point.members[0]);
  const hover = on => () => light(graph, point, on);
  return svg("g", {
    class: `jv-mark jv-point ${kindClass(point.kind)}`, role: "button", tabindex: -1, "aria-label": label, "data-key": point.key,
    on: { click: () => view.selectGroup(point.members.map(node => node.id)), pointerenter: hover(true), pointerleave: hover(false), focus: hover(true), blur: hover(false) },
  },
  svg("title", null, label), mark(point.kind, 0, 0, r),
  svg("rect", { class: "jv-pick", x: -r - 5 * unit, y: -r - 5 * unit, width: 2 * r + 10 * unit, height: 2 * r + 10 * unit, rx: 5 * unit }),
  text(r + 5 * unit, 4 * unit, view.type().cut(count > 1 ? `${point.label} × ${count}` : point.label, 150 * unit), "jv-point-name jv-halo"));
}

/** Pointing at a point shows its links and the names at their other ends. */
function light(graph, point, on) {
  const near = new Set([point]);
  graph.links.forEach((link, index) => {
    const touches = link.source === point || link.target === point;
    graph.lines[index].classList.toggle("jv-hot", on && touches);
    if (touches) near.add(link.source).add(link.target);
  });
  graph.points.forEach((other, index) => graph.marks[index].classList.toggle("jv-hot", on && near.has(other)));
}

function place(graph) {
  graph.links.forEach(({ source, target }, index) => {
    for (const [name, value] of Object.entries({ x1: source.x, y1: source.y, x2: target.x, y2: target.y })) graph.lines[index].setAttribute(name, value);
  });
  graph.points.forEach((point, index) => graph.marks[index].setAttribute("transform", `translate(${point.x} ${point.y})`));
}

/** Names on what is selected, linked to it, or most connected; the rest shows its name when pointed at. */
function paint(graph, { selected, lanes }) {
  const own = graph.pointOf.get(selected);
  const near = new Set();
  graph.links.forEach(({ source, target }, index) => {
    const lit = Boolean(own) && (source === own || target === own);
    if (lit) near.add(source).add(target);
    graph.lines[index].classList.toggle("jv-lit", lit);
    graph.lines[index].classList.toggle("jv-off", !lanes.has(source.kind) || !lanes.has(target.kind));
  });
  const named = new Set(graph.points.toSorted((a, b) => b.degree - a.degree).slice(0, graph.points.length < NAME_ALL ? NAME_ALL : NAMED));
  graph.points.forEach((point, index) => {
    const node = graph.marks[index];
    node.classList.toggle("jv-named", named.has(point) || near.has(point));
    node.classList.toggle("jv-picked", point === own);
    node.classList.toggle("jv-off", !lanes.has(point.kind));
    node.setAttribute("aria-pressed", String(point === own));
    node.setAttribute("tabindex", point === own || (!own && index === 0) ? "0" : "-1");
  });
}
