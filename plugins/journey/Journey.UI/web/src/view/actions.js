import { lanesAtFirst, laneOrder } from "../layout/scene.js";
import { rowsOf } from "../draw/table.js";
import { moveEdge, openingRange, panBounds, panBy, rangeWindow, reveal, zoomBy } from "../time/window.js";

/** What a newly loaded record opens with. */
export function openingState(model, wide, narrow) {
  const range = openingRange(model);
  return {
    range, window: rangeWindow(range, model), selected: wide ? suggestion(model) : null, group: null, focused: null, lanes: lanesAtFirst(model),
    expanded: new Set(), opened: new Set(), steps: 1, mode: "time", table: narrow, rows: 200, oldestFirst: false,
  };
}

/** The problem that goes on and has most to tell: so that the drawer does not open empty. */
export function suggestion(model) {
  const problems = model.nodes.filter(node => node.kind === "problem" && node.ongoing && node.links.length > 0);
  return problems.reduce((best, node) => (best === null || node.links.length > best.links.length ? node : best), null)?.id ?? null;
}

/** Everything one can do to the view; each changes the store and nothing else. */
export function actions(view, emit) {
  const { store } = view;
  const flip = (set, value) => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    return next;
  };
  const set = window => store.set({ window, range: null });
  const bounds = () => panBounds(view.model);
  return {
    setWindow: set,
    setRange: range => store.set({ range, window: rangeWindow(range, view.model) }),
    zoom: factor => set(zoomBy(store.state.window, factor, null, bounds())),
    pan: share => set(panBy(store.state.window, share, bounds())),
    edge: (edge, share) => set(moveEdge(store.state.window, edge, share, bounds())),
    toggleKind: kind => store.set({ lanes: flip(store.state.lanes, kind) }),
    showAllLanes: () => store.set({ lanes: new Set(laneOrder(view.model)) }),
    toggleLane: kind => store.set({ expanded: flip(store.state.expanded, kind) }),
    openGroup: group => store.set({ opened: flip(store.state.opened, group) }),
    select: (id, options) => select(view, id, options, emit),
    selectGroup: ids => {
      select(view, ids.includes(store.state.selected) ? store.state.selected : ids.at(-1), { still: true }, emit);
      store.set({ group: ids.length > 1 ? ids : null });
    },
    step: by => step(view, by, emit),
    close: () => {
      if (!store.state.selected) return false;
      store.set({ selected: null, group: null });
      view.restoreFocus();
      emit(null);
      return true;
    },
  };
}

/** Selects, and brings the event into the window and its lane into view. */
function select(view, id, { still = false, keepGroup = false } = {}, emit) {
  const node = view.model.byId.get(id);
  if (!node) return;
  const { lanes, window, range, group, table } = view.store.state;
  const shown = still || table || node.start === null ? window : reveal(window, node.ongoing && node.start < window[0] ? (window[0] + window[1]) / 2 : node.start, panBounds(view.model));
  const moved = shown[0] !== window[0] || shown[1] !== window[1];
  view.store.set({
    selected: id, focused: id, group: keepGroup && group?.includes(id) ? group : null, opened: new Set(),
    lanes: lanes.has(node.kind) ? lanes : new Set([...lanes, node.kind]), window: moved ? shown : window, range: moved ? null : range,
  });
  emit(node);
}

/** The next or previous event by date among the lanes shown. */
function step(view, by, emit) {
  const { selected, lanes, window } = view.store.state;
  const all = view.model.nodes.filter(node => lanes.has(node.kind));
  if (all.length === 0) return;
  const at = all.findIndex(node => node.id === selected);
  const rows = at < 0 ? rowsOf(view.model, { window, lanes, oldestFirst: true }) : all;
  const next = at < 0 ? rows[by > 0 ? 0 : rows.length - 1] : all[(at + by + all.length) % all.length];
  if (next) select(view, next.id, {}, emit);
}
