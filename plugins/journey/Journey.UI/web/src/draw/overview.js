import { brushX } from "d3-brush";
import { scaleTime } from "d3-scale";
import { select } from "d3-selection";
import { histogram } from "../layout/histogram.js";
import { moveEdge, panBounds } from "../time/window.js";
import { line, svg, text } from "./elements.js";

const HEIGHT = 48;
const BIN = 5.5;
const STEP = 0.05;

/** The whole record as a histogram, with the window brushed over it. */
export function createOverview(view) {
  const back = svg("g", { "aria-hidden": "true" });
  const brushed = svg("g", { class: "jv-brush", "aria-hidden": "true" });
  const handles = svg("g");
  const node = svg("svg", { class: "jv-chart jv-overview", role: "group" }, back, brushed, handles);
  const x = scaleTime();
  const brush = brushX().on("brush end", event => {
    if (!event.sourceEvent) return;
    if (event.selection) view.setWindow(event.selection.map(at => x.invert(at).getTime()));
    else place(x(view.store.state.window[0]), x(view.store.state.window[1]));
  });
  let drawn = {};
  const place = (from, to) => select(brushed).call(brush.move, [from, to]);

  function render(width) {
    const { unit } = view.type();
    const height = HEIGHT * unit;
    const bounds = panBounds(view.model);
    const left = (width < 560 * unit ? 112 : 150) * unit;
    x.domain(bounds).range([left, width - 14 * unit]);
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) node.setAttribute(name, value);
    const window = view.store.state.window;
    if (drawn.width !== width || drawn.model !== view.model || drawn.unit !== unit) {
      drawn = { width, unit, model: view.model };
      back.replaceChildren(...drawBack(view, x, width, unit));
    }
    markInside(back, x, window);
    select(brushed).call(brush.extent([[left, 3 * unit], [width - 14 * unit, 46 * unit]]).handleSize(10 * unit));
    place(x(window[0]), x(window[1]));
    drawHandles(handles, view, x, unit, window);
    const years = bounds.map(at => view.format.write("year", at));
    const [start, end] = window.map(view.format.day);
    node.setAttribute("aria-label", view.t("overviewLabel", { from: years[0], to: years[1], start, end }));
  }
  return { node, render };
}

function drawBack(view, x, width, unit) {
  const { t, format, model } = view;
  const [left, right] = x.range();
  const counts = histogram(model.nodes, x.domain().map(Number), Math.max(1, Math.floor((right - left) / (BIN * unit))));
  const most = Math.max(...counts, 1);
  const step = (right - left) / counts.length;
  const bars = counts.map((count, index) => {
    if (count === 0) return null;
    const at = left + index * step;
    const tall = (2 + 22 * Math.sqrt(count / most)) * unit;
    return svg("rect", { class: "jv-bin", x: at, y: 30 * unit - tall, width: Math.max(step - 1.6 * unit, 1), height: tall, rx: unit });
  });
  const years = model.span.map(at => format.write("year", at));
  return [line(0, 0.5, width, 0.5, "jv-sep"), text(20 * unit, 20 * unit, t("wholeRecord"), "jv-note"), text(20 * unit, 35 * unit, years.join(" – "), "jv-note"),
    ...bars.filter(Boolean), ...yearLabels(x, unit, view)];
}

/** The part of the histogram the window covers is darker. */
function markInside(back, x, window) {
  const [from, to] = window.map(at => x(at));
  for (const bar of back.querySelectorAll("rect")) {
    const at = bar.x.baseVal.value;
    bar.classList.toggle("jv-in", at + bar.width.baseVal.value > from && at < to);
  }
}

function yearLabels(x, unit, { format, type }) {
  const { measure } = type();
  const [left, right] = x.range();
  return x.ticks(Math.max(1, Math.floor((right - left) / (66 * unit)))).map(date => {
    const label = format.write(date.getMonth() === 0 ? "year" : "month", date);
    return x(date) + measure(label) < right ? text(x(date), 43 * unit, label, "jv-note") : null;
  }).filter(Boolean);
}

/** The brush's edges as sliders, for keyboard and screen reader. */
function drawHandles(group, view, x, unit, window) {
  const bounds = panBounds(view.model);
  const focused = group.contains(document.activeElement) ? document.activeElement.dataset.edge : null;
  group.replaceChildren(...["start", "end"].map((edge, index) => slider(edge, window[index], { view, x, unit, bounds })));
  if (focused) group.querySelector(`[data-edge=${focused}]`).focus();
}

function slider(edge, at, { view, x, unit, bounds }) {
  const move = event => {
    const share = { ArrowLeft: -STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowUp: STEP }[event.key];
    if (!share) return;
    event.preventDefault();
    event.stopPropagation();
    view.setWindow(moveEdge(view.store.state.window, edge, share, bounds));
  };
  return svg("g", {
    class: "jv-grip", role: "slider", tabindex: 0, "data-edge": edge, "aria-label": view.t(edge === "start" ? "windowStart" : "windowEnd"),
    "aria-valuemin": Math.round(bounds[0]), "aria-valuemax": Math.round(bounds[1]), "aria-valuenow": Math.round(at), "aria-valuetext": view.format.day(at), on: { keydown: move },
  }, svg("rect", { x: x(at) - 2.5 * unit, y: 15 * unit, width: 5 * unit, height: 18 * unit, rx: 2.5 * unit }));
}
