/**
 * Puts intervals {x0, x1, full} into rows so that nothing overlaps; `full` is x1 with the label.
 * They are placed by x0, or by `order` where given. Writes row and labelled on each item; row is -1 where even the bare mark finds no place.
 */
export function stack(items, rows, gap) {
  const ends = new Array(rows).fill(-Infinity);
  for (const item of items.toSorted((a, b) => (a.order ?? a.x0) - (b.order ?? b.x0))) {
    let row = ends.findIndex(end => item.x0 >= end + gap);
    item.row = row;
    item.labelled = row >= 0;
    if (row < 0) continue;
    ends[row] = item.full;
  }
  return squeeze(items, rows, gap);
}

/** Those that found no row for mark and label: give them one by taking labels away that stand in the mark's place. */
function squeeze(items, rows, gap) {
  const placed = Array.from({ length: rows }, (_, row) => items.filter(item => item.row === row));
  for (const item of items.filter(one => one.row < 0)) {
    const row = placed.findIndex(others => others.every(other => item.x1 + gap / 2 <= other.x0 || item.x0 >= other.x1 + gap / 2));
    if (row < 0) continue;
    item.row = row;
    for (const other of placed[row]) if (other.x0 < item.x1 && other.full > item.x0) other.labelled = false;
    item.labelled = placed[row].every(other => item.full + gap <= other.x0 || item.x0 >= other.full);
    placed[row].push(item);
  }
  return items;
}
