import { captionSpot } from "./caption-spot.js";
import { stack } from "./stack.js";
import { tracks, worthShowing } from "./tracks.js";

const SHAPES = {
  problem: { pitch: 22, height: 18, first: 8, least: 36 },
  medication: { pitch: 17, height: 14, first: 8, least: 36 },
};
const MOST = 7;
const SHORTEST = 6;
const TINY = 9;
const CHANGE_LEAD = 8;

/** Problems, medications and whatever else lasts: bars in tracks, each track with one name. */
export function barLane(kind, nodes, space) {
  const shape = SHAPES[kind] ?? SHAPES.medication;
  const { unit } = space;
  const all = tracks(nodes.map(node => bar(node, space)));
  const shown = space.expanded ? all : worthShowing(all, MOST, space.selected);
  const spots = shown.map(track => ({ track, spot: captionSpot(track, space) }))
    .map(one => ({ ...one, x0: one.spot.from, x1: one.spot.to, full: one.spot.to, order: one.track.x0 }));
  stack(spots, Math.max(shown.length, 1), 10 * unit);
  for (const { track, row } of spots) {
    const y = (shape.first + row * shape.pitch + shape.height / 2) * unit;
    for (const item of track.items) Object.assign(item, { y, height: shape.height * unit });
  }
  const rows = spots.reduce((most, { row }) => Math.max(most, row + 1), 1);
  return {
    height: Math.max(shape.least, shape.first * 2 + (rows - 1) * shape.pitch + shape.height - 4) * unit,
    items: spots.flatMap(({ track }) => track.items), captions: spots.flatMap(({ track, spot }) => captionsOf(track, spot, space)),
    hidden: all.length - shown.length, expandable: all.length > MOST,
  };
}

function bar(node, space) {
  const start = space.x(node.start);
  const end = space.x(space.endOf(node));
  const x0 = Math.max(start, space.left);
  const x1 = Math.max(x0 + SHORTEST * space.unit, Math.min(end, space.right));
  return { ids: [node.id], node, kind: node.kind, x0, x1, at: node.start, opensBefore: start < space.left, tiny: !node.ongoing && x1 - x0 < TINY * space.unit };
}

/** The track's name, and at each renewal the new dose where there is room to say it. */
function captionsOf(track, spot, space) {
  const { items } = track;
  const changes = items.map((item, index) => {
    const { detail } = item.node;
    item.changed = item.renewed && index > 0 && detail !== items[index - 1].node.detail;
    const x = item.x0 + CHANGE_LEAD * space.unit;
    const free = index > 0 && x > spot.x + space.measure(`${spot.name} ${spot.note}`) && space.measure(detail ?? "") + 2 * CHANGE_LEAD * space.unit < item.x1 - item.x0;
    return item.changed && detail && free ? { x, name: "", note: detail, item } : null;
  });
  return [{ ...spot, item: items[0], ids: items.flatMap(item => item.ids) }, ...changes.filter(Boolean)];
}
