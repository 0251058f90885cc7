const DAY = 86_400_000;
const SHORTEST = DAY;
// Room after today, for what is planned and for the last values.
const AHEAD = 0.08;

export const RANGES = { months3: 92 * DAY, year1: 365.25 * DAY, years5: 5 * 365.25 * DAY, all: Infinity };

/** Keeps a window inside the bounds and longer than a day. */
export function clamp([from, to], [first, last]) {
  const length = Math.min(Math.max(to - from, SHORTEST), last - first);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(to - from < SHORTEST ? middle - length / 2 : from, first), last - length);
  return [start, start + length];
}

export function zoomBy([from, to], factor, at, bounds) {
  const anchor = at ?? (from + to) / 2;
  return clamp([anchor - (anchor - from) / factor, anchor + (to - anchor) / factor], bounds);
}

/** Moves by a share of the window's length. */
export function panBy([from, to], share, bounds) {
  const step = (to - from) * share;
  return clamp([from + step, to + step], bounds);
}

/** Moves one edge by a share of the length; the other edge stays. */
export function moveEdge([from, to], edge, share, [first, last]) {
  const step = (to - from) * share;
  if (edge === "start") return [Math.max(first, Math.min(from + step, to - SHORTEST)), to];
  return [from, Math.min(last, Math.max(to + step, from + SHORTEST))];
}

/** The window of a named range: up to today, or up to the record's last event when it ended before the range began. */
export function rangeWindow(range, model) {
  const length = RANGES[range];
  const bounds = panBounds(model);
  if (length === Infinity) return bounds;
  const anchor = model.last > model.now - length ? model.now : model.last;
  return clamp([anchor - length * (1 - AHEAD), anchor + length * AHEAD], bounds);
}

/** The shortest range from a year on that shows enough to be worth looking at. */
export function openingRange(model, enough = 6) {
  for (const range of ["year1", "years5"]) {
    const [from, to] = rangeWindow(range, model);
    if (model.nodes.filter(node => node.start >= from && node.start <= to).length >= enough) return range;
  }
  return "all";
}

/** The bounds one can pan to: the record, and the room after today. */
export function panBounds({ bounds, now }) {
  return [bounds[0], Math.max(bounds[1], now + RANGES.year1 * AHEAD)];
}

/** A window of the same length that shows a time, moved no more than needed. */
export function reveal([from, to], at, bounds) {
  const margin = (to - from) * 0.08;
  if (at >= from + margin && at <= to - margin) return [from, to];
  const shift = at < from + margin ? at - (from + margin) : at - (to - margin);
  const far = Math.abs(shift) > (to - from);
  return far ? clamp([at - (to - from) / 2, at + (to - from) / 2], bounds) : clamp([from + shift, to + shift], bounds);
}
