import { drag as d3drag } from "d3-drag";
import { select } from "d3-selection";
import { zoom as d3zoom, zoomIdentity, zoomTransform } from "d3-zoom";
import { condense } from "../layout/condense.js";
import { fitTo, radiusOf, simulate } from "../layout/force-layout.js";
import { namePoints } from "../layout/name-points.js";
import { el, svg, text } from "./elements.js";
import { drawPoint, light, place } from "./force-parts.js";

/** The whole record as a graph to explore: drag, zoom, hover. Laid out before it is shown, so that nothing dances. */
export function createForce(view) {
  const stage = svg("g");
  const chart = svg("svg", { class: "jv-chart jv-force", role: "group" }, stage);
  const fit = el("button", { class: "btn", type: "button", on: { click: () => frameAll() } }, view.t("graphFit"));
  const node = el("div", { class: "jv-force-box" }, chart, el("div", { class: "jv-force-foot" }, el("p", { class: "muted small" }, view.t("graphHelp")), fit));
  const zoom = d3zoom().scaleExtent([0.15, 6]).on("zoom", ({ transform }) => {
    stage.setAttribute("transform", transform);
    stage.style.setProperty("--jv-scale", 1 / transform.k);
    if (graph) name();
  });
  select(chart).call(zoom).on("dblclick.zoom", null);
  let graph = null;
  let simulation = null;
  let shown = null;
  let frame = { width: 0, height: 0 };

  function render(width, height) {
    const grown = frame.width !== width || frame.height !== height;
    frame = { width, height };
    for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) chart.setAttribute(key, value);
    const fresh = shown !== view.model;
    if (fresh) {
      shown = view.model;
      simulation?.stop();
      graph = condense(view.model);
      simulation = simulate(graph, view.type().unit);
      build(stage, graph, view, simulation);
    }
    chart.setAttribute("aria-label", view.t("graphLabel", { nodes: view.t("graphNodes", { count: graph.points.length }), links: view.t("linkCount", { count: graph.links.length }) }));
    paint(graph, view.store.state);
    if (fresh || grown) frameAll();
    else name();
  }

  const seen = () => graph.points.filter(point => view.store.state.lanes.has(point.kind));

  function frameAll() {
    const { k, x, y } = fitTo(seen(), frame.width, frame.height);
    select(chart).call(zoom.transform, zoomIdentity.translate(x, y).scale(k));
  }

  function name() {
    const { unit } = view.type();
    const own = graph.pointOf.get(view.store.state.selected);
    const measures = { k: zoomTransform(chart).k, unit, radius: point => radiusOf(point, unit), width: point => point.width };
    const named = namePoints(seen(), measures, new Set(own ? [own] : []));
    graph.points.forEach((point, index) => graph.names[index].classList.toggle("jv-named", named.has(point)));
  }
  return { node, render, stop: () => simulation?.stop() };
}

function build(stage, graph, view, simulation) {
  const { unit, measure, cut } = view.type();
  graph.lines = graph.links.map(() => svg("line", { class: "jv-link" }));
  graph.marks = graph.points.map(point => drawPoint(point, on => light(graph, point, on), view));
  graph.names = graph.points.map(point => {
    const said = `${cut(point.label, 150 * unit)}${point.members.length > 1 ? ` × ${view.format.number(point.members.length)}` : ""}`;
    point.width = measure(said);
    return svg("g", { class: "jv-point-name" }, text(5 * unit, 4 * unit, said, "jv-halo"));
  });
  const move = () => place(graph, unit);
  stage.replaceChildren(svg("g", { "aria-hidden": "true" }, graph.lines), svg("g", null, graph.marks), svg("g", { "aria-hidden": "true", class: "jv-captions" }, graph.names));
  move();
  simulation.on("tick", move);
  makeDraggable(stage, graph, simulation, move);
}

function makeDraggable(stage, graph, simulation, move) {
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

/** The selection and its links; kinds whose lane is off are left out. */
function paint(graph, { selected, lanes }) {
  const own = graph.pointOf.get(selected);
  graph.links.forEach(({ source, target }, index) => {
    graph.lines[index].classList.toggle("jv-lit", Boolean(own) && (source === own || target === own));
    graph.lines[index].classList.toggle("jv-off", !lanes.has(source.kind) || !lanes.has(target.kind));
  });
  const first = own ?? graph.points.find(point => lanes.has(point.kind));
  graph.points.forEach((point, index) => {
    const node = graph.marks[index];
    node.classList.toggle("jv-picked", point === own);
    node.classList.toggle("jv-off", !lanes.has(point.kind));
    graph.names[index].classList.toggle("jv-off", !lanes.has(point.kind));
    graph.names[index].classList.toggle("jv-picked", point === own);
    node.setAttribute("aria-pressed", String(point === own));
    node.setAttribute("tabindex", point === first ? "0" : "-1");
  });
}
