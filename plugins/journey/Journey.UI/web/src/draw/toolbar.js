import { RANGES } from "../time/window.js";
import { el } from "./elements.js";
import { createFind } from "./find.js";
import { icon } from "./icons.js";
import { createLaneMenu } from "./lane-menu.js";

/** Range, zoom, lanes, find, and which of timeline, graph and table is shown. */
export function createToolbar(view) {
  const { t } = view;
  const button = (label, attributes, act, ...content) => el("button", { class: "btn", type: "button", ...attributes, on: { click: act } }, content.length ? content : label);
  const ranges = Object.keys(RANGES).map(range => button(t(range), { "data-range": range }, () => view.setRange(range)));
  const iconOnly = (key, name, shortcut, act) => button("", { class: "btn icon", "aria-label": t(key), "aria-keyshortcuts": shortcut }, act, icon(name));
  const zoom = [iconOnly("zoomOut", "minus", "-", () => view.zoom(1 / 1.5)), iconOnly("zoomIn", "plus", "+", () => view.zoom(1.5))];
  const lanes = createLaneMenu(view);
  const find = createFind(view);
  const time = button("", {}, () => view.store.set({ mode: "time", table: false }), icon("time"), el("span", null, t("timeline")));
  const graph = button("", {}, () => view.store.set({ mode: "graph", table: false }), icon("graph"), el("span", null, t("wholeGraph")));
  const table = button("", { class: "btn quiet jv-as-table" }, () => view.store.set({ table: !view.store.state.table }), icon("table"), el("span", null, t("asTable")));
  const node = el("div", { class: "jv-tools", role: "toolbar", "aria-label": t("tools") },
    el("div", { class: "group", role: "group", "aria-label": t("range") }, ranges), el("div", { class: "group", role: "group", "aria-label": t("zoom") }, zoom),
    lanes.node, find.node, el("div", { class: "group push", role: "group", "aria-label": t("view") }, time, graph), table);

  function render() {
    const state = view.store.state;
    for (const one of ranges) one.setAttribute("aria-pressed", String(one.dataset.range === state.range));
    time.setAttribute("aria-pressed", String(!state.table && state.mode === "time"));
    graph.setAttribute("aria-pressed", String(!state.table && state.mode === "graph"));
    table.setAttribute("aria-pressed", String(state.table));
    lanes.render();
  }
  return { node, render, find };
}
