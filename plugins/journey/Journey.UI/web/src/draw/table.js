import { inWindow } from "../layout/scene.js";
import { outOfRange } from "../data/model.js";
import { el } from "./elements.js";
import { glyph } from "./marks.js";

const PAGE = 200;
const HEAD_CLASS = { value: "num", until: "jv-until" };

/** The same window and lanes as a table, sorted by date. */
export function createTable(view) {
  const caption = el("caption", { class: "sr" });
  const sort = el("button", { class: "jv-sort", type: "button", on: { click: () => view.store.set({ oldestFirst: !view.store.state.oldestFirst }) } });
  const dateHead = el("th", { scope: "col" }, sort);
  const body = el("tbody");
  const heads = ["until", "kind", "event", "value"].map(key => el("th", { scope: "col", class: HEAD_CLASS[key] }, key === "kind" ? el("span", { class: "jv-kind-name" }, view.t(key)) : view.t(key)));
  const more = el("button", { class: "btn", type: "button", on: { click: () => view.store.set({ rows: view.store.state.rows + PAGE }) } });
  const said = el("p", { class: "muted jv-pad" });
  const node = el("div", { class: "jv-table" }, el("table", { class: "grid" }, caption, el("thead", null, el("tr", null, dateHead, heads)), body), said, el("div", { class: "jv-pad" }, more));

  function render() {
    const state = view.store.state;
    const all = rowsOf(view.model, state);
    const [from, to] = state.window.map(view.format.day);
    caption.textContent = view.t("tableCaption", { from, to, count: view.t("eventCount", { count: all.length }) });
    dateHead.setAttribute("aria-sort", state.oldestFirst ? "ascending" : "descending");
    sort.replaceChildren(view.t("date"), el("span", { "aria-hidden": "true" }, state.oldestFirst ? " ↑" : " ↓"), el("span", { class: "sr" }, `, ${view.t(state.oldestFirst ? "sortOldest" : "sortNewest")}`));
    const had = body.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    body.replaceChildren(...all.slice(0, state.rows).map(event => row(event, view, event.id === state.selected)));
    if (had) body.querySelector(`[data-id="${CSS.escape(had)}"]`)?.focus();
    const rest = all.length - state.rows;
    more.hidden = rest <= 0;
    more.textContent = view.t("showMore", { count: Math.min(PAGE, Math.max(rest, 0)) });
    said.hidden = all.length > 0;
    said.textContent = view.t(state.lanes.size === 0 ? "lanesOff" : "noneInWindow", { from, to });
  }
  return { node, render };
}

/** The events of the window in the order of time; those without a date come last. */
export function rowsOf(model, { window, lanes, oldestFirst }) {
  const dated = model.nodes.filter(node => lanes.has(node.kind) && inWindow(node, window, model.now));
  return [...(oldestFirst ? dated : dated.toReversed()), ...model.undated.filter(node => lanes.has(node.kind))];
}

function row(event, view, picked) {
  const { t, format, titles } = view;
  const out = outOfRange(event);
  const until = event.ongoing ? t("ongoing") : event.endIso && event.end > event.start ? format.iso(event.endIso) : "";
  const value = titles.value(event) || event.detail || (event.status ? event.status.replaceAll("-", " ") : "");
  return el("tr", { class: picked ? "jv-row-picked" : null },
    el("td", { class: "nowrap" }, el("time", { datetime: event.startIso }, event.startIso ? format.iso(event.startIso) : t("unknownDate"))),
    el("td", { class: "nowrap muted jv-until" }, until), el("td", { class: "nowrap" }, el("span", { class: "jv-kind-cell" }, glyph(event.kind, event.planned), el("span", { class: "jv-kind-name" }, t.kind(event.kind)))),
    el("th", { scope: "row" }, el("button", { class: "jv-event", type: "button", "data-id": event.id, "aria-current": picked ? "true" : null, on: { click: () => view.select(event.id) } }, event.label)),
    el("td", { class: "num" }, value, out && el("span", { class: "danger" }, ` ${out === "low" ? "▼" : "▲"} ${t(out)}`)));
}
