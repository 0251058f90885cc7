import { pointer, select } from "d3-selection";
import { scaleTime } from "d3-scale";
import { zoom as d3zoom, zoomIdentity } from "d3-zoom";
import { panBounds, panBy } from "../time/window.js";

const DAY = 86_400_000;

/** Wheel zooms, dragging and sideways scrolling pan. The store's window is the truth; the transform follows it. */
export function attachZoom(root, view) {
  const base = scaleTime();
  const sideways = event => event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  const behaviour = d3zoom()
    .filter(event => !event.button && (event.type === "wheel" ? !sideways(event) && inPlot(event) : !event.ctrlKey))
    .on("zoom", event => {
      if (event.sourceEvent) view.setWindow(event.transform.rescaleX(base).domain().map(Number));
    });
  const inPlot = event => pointer(event, root)[0] >= base.range()[0];
  select(root).call(behaviour).on("dblclick.zoom", null);
  root.addEventListener("wheel", event => {
    if (!sideways(event)) return;
    event.preventDefault();
    const delta = event.deltaX || event.deltaY;
    const [left, right] = base.range();
    view.setWindow(panBy(view.store.state.window, delta / (right - left), panBounds(view.model)));
  }, { passive: false });

  return {
    sync({ left, right }, height) {
      const bounds = panBounds(view.model);
      const [from, to] = view.store.state.window;
      base.domain(bounds).range([left, right]);
      const k = (bounds[1] - bounds[0]) / (to - from);
      behaviour.extent([[left, 0], [right, height]]).translateExtent([[left, 0], [right, height]])
        .scaleExtent([1, (bounds[1] - bounds[0]) / DAY]);
      root.__zoom = zoomIdentity.translate(left - k * base(from), 0).scale(k);
    },
  };
}
