const MARGIN = 20;
const BOX = 40;
const PITCH = 47;
const TOP = 26;
const NARROWEST = 150;
const WIDEST = 216;
const GAP = 44;
const WIDE_GAP = 84;

/** Columns of boxes side by side, each centred on the tallest, in pixels. */
export function placeColumns({ columns, links }, { width, unit }) {
  const count = columns.length;
  const free = width - 2 * MARGIN * unit;
  const each = Math.min(Math.max((free - (count - 1) * GAP * unit) / count, NARROWEST * unit), WIDEST * unit);
  const gap = count > 1 ? Math.min(Math.max((free - count * each) / (count - 1), GAP * unit), WIDE_GAP * unit) : 0;
  const most = Math.max(...columns.map(column => column.entries.length));
  const tall = ((most - 1) * PITCH + BOX) * unit;
  const boxOf = new Map();
  const placed = columns.map((column, index) => {
    const x = MARGIN * unit + index * (each + gap);
    const top = TOP * unit + (tall - ((column.entries.length - 1) * PITCH + BOX) * unit) / 2;
    const boxes = column.entries.map((entry, row) => {
      const grown = column.at === 0 ? 6 * unit : 0;
      const box = { entry, x, width: each, y: top + row * PITCH * unit - grown, height: BOX * unit + 2 * grown };
      boxOf.set(entry, { ...box, index });
      return box;
    });
    return { ...column, x, width: each, boxes };
  });
  return {
    columns: placed, height: TOP * unit + tall + 14 * unit, width: Math.max(width, 2 * MARGIN * unit + count * each + (count - 1) * gap),
    links: links.map(link => ({ from: boxOf.get(link.from), to: boxOf.get(link.to), gap })),
  };
}

/** A curve between neighbouring columns; past a column in between it runs through the gap between its rows. */
export function routeLink({ from, to, gap }, unit) {
  const x1 = from.x + from.width;
  const y1 = from.y + from.height / 2;
  const x2 = to.x;
  const y2 = to.y + to.height / 2;
  if (to.index - from.index === 1) return bend(x1, y1, x2, y2, "M");
  const lane = y2 + (y2 >= y1 ? -1 : 1) * (PITCH / 2) * unit;
  return `${bend(x1, y1, x1 + gap, lane, "M")}H${x2 - gap}${bend(x2 - gap, lane, x2, y2, "")}`;
}

function bend(x1, y1, x2, y2, start) {
  const middle = (x1 + x2) / 2;
  return `${start ? `M${x1} ${y1}` : ""}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
