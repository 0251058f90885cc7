const STEP = 0.1;

/** Keys of the journey. Letters work while nothing else has the focus; arrows on a mark move along and between lanes. */
export function attachKeys(host, view) {
  const onKey = event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !concerns(event.target, host)) return;
    if (onMark(event, view) || (host.getAttribute("keys") !== "off" && onView(event, view))) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function concerns(target, host) {
  if (target.closest?.("input, select, textarea, [contenteditable], dialog")) return false;
  return target === document.body || host.contains(target);
}

function onView(event, view) {
  const act = {
    j: () => view.step(1), k: () => view.step(-1), "+": () => view.zoom(1.5), "=": () => view.zoom(1.5), "-": () => view.zoom(1 / 1.5),
    "[": () => view.edge("start", -STEP), "]": () => view.edge("end", STEP), "{": () => view.edge("start", STEP), "}": () => view.edge("end", -STEP),
    "/": () => view.find(), Escape: () => view.close(), ArrowLeft: () => view.pan(-STEP), ArrowRight: () => view.pan(STEP), Enter: () => event.target === document.body && view.openSelected(),
  }[event.key];
  if (!act || (event.key.startsWith("Arrow") && event.target.closest("button, [tabindex], a") && !event.target.closest(".jv-timeline"))) return false;
  return act() !== false;
}

function onMark(event, view) {
  const mark = event.target.closest?.(".jv-mark");
  if (!mark) return false;
  if (event.key === "Enter" || event.key === " ") {
    view.activate(mark, event.key === "Enter");
    return true;
  }
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!step) return false;
  const next = neighbour(mark, step);
  if (next) view.focusMark(next);
  return true;
}

/** The nearest mark in a direction: sideways within its own lane, up and down whatever is least aside. */
function neighbour(mark, [dx, dy]) {
  const from = centre(mark);
  const lane = mark.__data__?.kind;
  let best = null;
  for (const other of mark.closest("svg").querySelectorAll(".jv-mark:not(.jv-off)")) {
    if (other === mark || (dx && lane && other.__data__?.ids && other.__data__.kind !== lane)) continue;
    const to = centre(other);
    const along = dx ? (to.x - from.x) * dx : (to.y - from.y) * dy;
    const aside = dx ? Math.abs(to.y - from.y) : Math.max(to.x - from.x, from.x - to.end, 0);
    const lead = dx ? 0.5 : 4;
    if (along <= lead) continue;
    const cost = along + aside * (dx ? 6 : 0.5);
    if (best === null || cost < best.cost) best = { cost, other };
  }
  return best?.other ?? null;
}

/** Bars are entered at their beginning, as they are read. */
function centre(mark) {
  const box = (mark.querySelector(".jv-span, .jv-solid, .jv-planned, .jv-ring, .jv-out, .jv-box") ?? mark).getBoundingClientRect();
  const half = Math.min(box.width, 16) / 2;
  return { x: box.left + half, end: box.right - half, y: box.top + box.height / 2 };
}
