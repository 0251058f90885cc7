/** Bars of the same thing share one track: an episode after the other, a renewal from where the last one ends. */
export function tracks(items) {
  const byKey = new Map();
  for (const item of items.toSorted((a, b) => a.node.start - b.node.start)) {
    const key = item.node.code ?? item.node.label;
    if (!byKey.has(key)) byKey.set(key, { key, items: [] });
    byKey.get(key).items.push(item);
  }
  return [...byKey.values()].map(track => withExtent(renew(track)));
}

/** A renewal ends the bar before it; what a renewal hides altogether is found under the renewal. */
function renew(track) {
  const kept = [];
  for (const item of track.items) {
    const before = kept.at(-1);
    item.renewed = before !== undefined && item.x0 <= before.x1 + 1;
    if (before && item.x0 < before.x1) before.x1 = Math.max(item.x0, before.x0);
    if (item.renewed) before.continues = true;
    if (before && before.x1 - before.x0 < 1) {
      item.ids.push(...kept.pop().ids);
      item.renewed = before.renewed;
    }
    kept.push(item);
  }
  track.items = kept;
  return track;
}

function withExtent(track) {
  track.x0 = track.items[0].x0;
  track.x1 = Math.max(...track.items.map(item => item.x1));
  return track;
}

/**
 * The tracks worth a row when there are more than fit: what is selected, what goes on, then what lasts
 * longest on screen. The order of time is kept.
 */
export function worthShowing(all, most, selected) {
  if (all.length <= most) return all;
  const weight = track => (track.items.some(item => item.node.id === selected) ? 1e9 : 0)
    + (track.items.some(item => item.node.ongoing) ? 1e6 : 0) + track.x1 - track.x0;
  const kept = new Set(all.toSorted((a, b) => weight(b) - weight(a)).slice(0, most));
  return all.filter(track => kept.has(track));
}
