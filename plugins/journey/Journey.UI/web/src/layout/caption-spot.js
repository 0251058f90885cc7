const LEAD = 10;
const DOT = 4;
const AFTER = 6;
const WIDEST = 190;
const LEAST = 56;

/**
 * Where a track's name stands: {x, anchor, name, note, over, from, to}. In its first bar when it fits, else in
 * the first gap between or after the bars, else before them, else across them.
 */
export function captionSpot(track, space) {
  const { unit, measure } = space;
  const [first] = track.items;
  const name = space.caption(first.node);
  const note = space.note(first);
  const whole = measure(note ? `${name} ${note}` : name);
  const lead = (LEAD + (first.kind === "problem" || first.opensBefore || first.renewed ? 0 : DOT)) * unit;
  const room = first.x1 - first.x0 - lead - AFTER * unit;
  const inside = { x: first.x0 + lead, from: track.x0, to: track.x1 };
  if (whole <= room) return { ...inside, name, note };
  if (measure(name) <= room) return { ...inside, name, note: "" };
  const short = space.cut(name, WIDEST * unit);
  return outside(track, short, space) ?? across(track, short, inside, space);
}

function outside(track, name, space) {
  const { unit, measure } = space;
  const width = measure(name);
  const need = width + (AFTER + LEAD) * unit;
  const host = track.items.findIndex((item, index) => (track.items[index + 1]?.x0 ?? space.right + LEAD * unit) - item.x1 >= need);
  if (host >= 0) {
    const x = track.items[host].x1 + AFTER * unit;
    return { x, name, note: "", from: track.x0, to: Math.max(track.x1, x + width) };
  }
  if (track.x0 - space.left < need) return inLargestGap(track, name, space);
  return { x: track.x0 - AFTER * unit, anchor: "end", name, note: "", from: track.x0 - need, to: track.x1 };
}

/** Where no gap holds the whole name, its beginning in the largest one. */
function inLargestGap(track, name, space) {
  const { unit } = space;
  const gaps = track.items.map((item, index) => ({ x: item.x1 + AFTER * unit, room: (track.items[index + 1]?.x0 ?? space.right) - item.x1 - 2 * AFTER * unit }));
  const best = gaps.reduce((most, gap) => (gap.room > most.room ? gap : most));
  if (best.room < LEAST * unit) return null;
  return { x: best.x, name: space.cut(name, best.room), note: "", from: track.x0, to: track.x1 };
}

function across(track, name, spot, space) {
  const continuous = track.items.every((item, index) => index === 0 || item.renewed);
  const room = continuous ? track.x1 - spot.x : Infinity;
  return { ...spot, name: space.cut(name, room), note: "", over: !continuous, to: Math.max(track.x1, spot.x + Math.min(room, space.measure(name))) };
}
