import { group as groupBy } from "d3-array";
import { inWindow, laneOrder } from "../layout/scene.js";
import { el } from "./elements.js";
import { icon } from "./icons.js";
import { glyph } from "./marks.js";

/** Which kinds have a lane, with how many events each has in the window and in all. */
export function createLaneMenu(view) {
  const { t, store } = view;
  const count = el("span", { class: "count" });
  const opener = el("button", { class: "btn quiet", type: "button", "aria-expanded": "false", "data-lanes": true, on: { click: () => toggle(list.hidden) } }, icon("lanes"), t("lanes"), count);
  const list = el("div", { class: "jv-menu", role: "group", "aria-label": t("lanes"), hidden: true });
  const node = el("div", { class: "jv-pop", on: {
    keydown: event => event.key === "Escape" && !list.hidden && (event.stopPropagation(), toggle(false), opener.focus()),
    focusout: event => event.relatedTarget && !node.contains(event.relatedTarget) && toggle(false),
  } }, opener, list);

  function toggle(open) {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) fill();
  }
  function fill() {
    const { window, lanes } = store.state;
    const inside = groupBy(view.model.nodes.filter(one => inWindow(one, window, view.model.now)), one => one.kind);
    const had = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren(...laneOrder(view.model).map(kind => el("label", null,
      el("input", { type: "checkbox", value: kind, checked: lanes.has(kind), on: { change: () => view.toggleKind(kind) } }),
      glyph(kind), el("span", null, t.kind(kind, 2)),
      el("span", { class: "count" }, t("lanesOf", { on: inside.get(kind)?.length ?? 0, all: view.model.kinds.get(kind) })))));
    if (had) list.querySelector(`[value="${CSS.escape(had)}"]`)?.focus();
  }
  function render() {
    const order = laneOrder(view.model);
    count.textContent = t("lanesOf", { on: order.filter(kind => store.state.lanes.has(kind)).length, all: order.length });
    if (!list.hidden) fill();
  }
  return { node, render };
}
