import { createConnections } from "../draw/connections.js";
import { createDrawer } from "../draw/drawer.js";
import { el } from "../draw/elements.js";
import { createForce } from "../draw/force.js";
import { measurer } from "../draw/measure.js";
import { createOverview } from "../draw/overview.js";
import { createTable } from "../draw/table.js";
import { createTimeline } from "../draw/timeline.js";
import { createToolbar } from "../draw/toolbar.js";
import { titles } from "../text/titles.js";
import { panBounds, clamp } from "../time/window.js";
import { actions, openingState } from "./actions.js";
import { attachKeys } from "./keyboard.js";
import { createStore } from "./store.js";

const WIDE = 1100;
const NARROW = 640;
const DAY = 86_400_000;
const RESOURCE = /^[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;

/** The drawn journey of one record: its parts, their shared state, and what the keys and parts can do to it. */
export function createStage(host, model, { t, format }) {
  const view = { t, format, model, titles: titles(t, format, model) };
  const root = el("div", { class: "jv" });
  view.type = typeOf(host);
  const initial = openingState(model, widthOf(host, view) >= WIDE, widthOf(host, view) < NARROW);
  view.store = createStore(initial, keys => draw(keys));
  Object.assign(view, actions(view, node => emit(host, node)), {
    hrefOf: resource => (RESOURCE.test(resource) ? (host.getAttribute("resource-href") ?? "/fhir/{resource}").replace("{resource}", resource) : "#"),
  });
  const parts = {
    tools: createToolbar(view), time: createTimeline(view), force: createForce(view), table: createTable(view),
    overview: createOverview(view), connects: createConnections(view), drawer: createDrawer(view),
  };
  const canvas = el("div", { class: "jv-canvas" }, parts.tools.node, parts.time.node, parts.force.node, parts.table.node, parts.overview.node, parts.connects.node);
  root.append(canvas, parts.drawer.node, el("p", { class: "sr" }, t("keys")));
  Object.assign(view, focusing(view, parts));
  host.append(root);
  parts.time.marks.addEventListener("click", event => actOn(event.target.closest(".jv-mark"), view));
  parts.time.marks.addEventListener("focusin", event => roam(event.target.closest(".jv-mark"), parts.time.marks, view));
  const detachKeys = attachKeys(host, view);
  const size = new ResizeObserver(() => draw(null));
  size.observe(host);
  size.observe(canvas);
  const { draw } = drawing(host, root, canvas, view, parts);

  return {
    view,
    root,
    /** Takes a newer record; selection, window and lanes stay as they are. */
    update(next) {
      view.model = next;
      view.titles = titles(t, format, next);
      if (!next.byId.has(view.store.state.selected)) view.store.set({ selected: null, group: null });
      draw(null);
    },
    stop() {
      size.disconnect();
      detachKeys();
      view.store.stop();
      parts.force.stop();
      root.remove();
    },
  };
}

/** Draws the parts that are shown and concerned by what changed; null draws all. */
function drawing(host, root, canvas, view, parts) {
  const concerned = (keys, ...names) => keys === null || names.some(name => keys.has(name));
  let room = 0;
  const measure = () => {
    view.type(true);
    const width = widthOf(host, view);
    root.dataset.size = width >= WIDE ? "wide" : width >= NARROW ? "medium" : "narrow";
    room = canvas.clientWidth;
  };
  const draw = keys => {
    const state = view.store.state;
    if (keys !== null && keys.size === 1 && keys.has("focused")) return;
    if (keys === null) measure();
    root.classList.toggle("jv-open", view.model.byId.has(state.selected));
    parts.time.node.hidden = state.table || state.mode !== "time";
    parts.force.node.hidden = state.table || state.mode !== "graph";
    parts.table.node.hidden = !state.table;
    if (concerned(keys, "selected", "group")) parts.drawer.render();
    parts.tools.render();
    if (room === 0) return;
    if (!parts.time.node.hidden) parts.time.render(room);
    if (!parts.force.node.hidden && concerned(keys, "selected", "lanes", "mode", "table")) parts.force.render(room, parts.force.node.clientHeight);
    if (!parts.table.node.hidden) parts.table.render();
    if (concerned(keys, "window", "selected")) parts.overview.render(room);
    if (concerned(keys, "selected", "steps", "opened")) parts.connects.render(room);
  };
  return { draw };
}

function focusing(view, parts) {
  const markOf = id => [...parts.time.marks.children].find(node => node.__data__?.ids.includes(id));
  const select = view.select;
  return {
    select(id, options = {}) {
      select(id, options);
      if (!options.focus) return;
      view.store.settle();
      markOf(id)?.focus();
    },
    focusMark(mark) {
      mark.focus();
    },
    restoreFocus() {
      if (!parts.drawer.node.contains(document.activeElement)) return;
      const id = view.store.state.focused;
      view.store.settle();
      (markOf(id) ?? parts.tools.node.querySelector("button")).focus();
    },
    /** Enter or Space on a mark: as a click; Enter on what is selected already goes on into the drawer. */
    activate(mark, enter) {
      const before = view.store.state.selected;
      const again = mark.getAttribute("aria-pressed") === "true" || mark.getAttribute("aria-current") === "true";
      mark.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      view.store.settle();
      const floats = parts.drawer.node.closest(".jv").dataset.size !== "wide";
      if (enter && view.store.state.selected && (again || (floats && view.store.state.selected !== before))) parts.drawer.focus();
    },
    openSelected: () => view.store.state.selected !== null && parts.drawer.focus(),
    find: () => parts.tools.find.open(),
  };
}

/** A click on a mark selects it; on a joined one zooms in as long as that parts it, then lists what is in it. */
function actOn(mark, view) {
  const item = mark?.__data__;
  if (!item) return;
  if (!item.nodes) return void view.select(item.ids[0], { still: true });
  const starts = item.nodes.map(node => node.start);
  const [from, to] = [Math.min(...starts), Math.max(...starts)];
  const margin = Math.max((to - from) * 0.15, DAY / 2);
  const next = clamp([from - margin, to + margin], panBounds(view.model));
  const now = view.store.state.window;
  if (to - from > DAY && next[1] - next[0] < (now[1] - now[0]) * 0.8) view.setWindow(next);
  else view.selectGroup(item.ids);
}

/** One mark is in the tab order: the one that had the focus last. */
function roam(mark, layer, view) {
  if (!mark) return;
  for (const other of layer.children) other.setAttribute("tabindex", other === mark ? "0" : "-1");
  view.store.set({ focused: mark.__data__.ids[0] });
}

/** The reader's text size and the widths it gives; asked anew only when sizes change, since asking costs a layout. */
function typeOf(host) {
  let made = null;
  return (again = made === null) => {
    if (!again) return made;
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    if (made?.unit !== unit) made = { unit, ...measurer(host, unit) };
    return made;
  };
}

function widthOf(host, view) {
  return host.clientWidth / view.type().unit;
}

function emit(host, node) {
  const detail = node && { id: node.id, kind: node.kind, label: node.label, resource: node.resource };
  host.dispatchEvent(new CustomEvent("journey-select", { bubbles: true, composed: true, detail }));
}
