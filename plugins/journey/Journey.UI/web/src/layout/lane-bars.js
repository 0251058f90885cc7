import { stack } from "./stack.js";
import { tracks, worthShowing } from "./tracks.js";

const SHAPES = {
  problem: { pitch: 22, height: 18, first: 8, least: 36 },
  medication: { pitch: 17, height: 14, first: 8, least: 36 },
};
const MOST = 7;
const SHORTEST = 6;

/** Problems, medications and whatever else lasts: bars in tracks, labels inside or, when short, behind. */
export function barLane(kind, nodes, space) {
  const shape = SHAPES[kind] ?? SHAPES.medication;
  const { unit } = space;
  const all = tracks(nodes.map(node => bar(node, space)));
  const shown = space.expanded ? all : worthShowing(all, MOST, space.selected);
  for (const track of shown) caption(track, space, unit);
  const rows = stack(shown, Math.max(shown.length, 1), 10 * unit).reduce((most, track) => Math.max(most, track.row + 1), 1);
  const items = shown.flatMap(track => track.items.map((one, index) => Object.assign(one, {
    y: (shape.first + track.row * shape.pitch + shape.height / 2) * unit, height: shape.height * unit,
    caption: track.captions[index], inside: track.inside, labelled: Boolean(track.captions[index]),
  })));
  const height = Math.max(shape.least, shape.first * 2 + (rows - 1) * shape.pitch + shape.height - 4) * unit;
  return { height, items, hidden: all.length - shown.length, expandable: all.length > MOST };
}

function bar(node, space) {
  const start = space.x(node.start);
  const end = space.x(space.endOf(node));
  const x0 = Math.max(start, space.left);
  const x1 = Math.max(x0 + SHORTEST * space.unit, Math.min(end, space.right));
  return { ids: [node.id], node, kind: node.kind, x0, x1, at: node.start, opensBefore: start < space.left, endsAfter: end > space.right };
}

function caption(track, space, unit) {
  const [first] = track.items;
  const lead = 10 * unit + (first.kind === "medication" && !first.opensBefore ? 4 * unit : 0);
  const name = space.caption(first.node);
  const note = space.note(first);
  const whole = note ? `${name} ${note}` : name;
  track.inside = space.measure(whole) + lead + 6 * unit <= track.x1 - track.x0;
  const cut = space.cut(name, track.inside ? track.x1 - track.x0 - lead : 190 * unit);
  track.captions = [{ name: cut, note, lead }, ...track.items.slice(1).map((item, index) => change(item, track.items[index], space))];
  track.full = track.inside ? track.x1 : track.x1 + 6 * unit + space.measure(note ? `${cut} ${note}` : cut);
  if (track.full > space.right) {
    track.full = Math.max(track.x1, track.x0 + lead);
    track.flipped = track.x0 - space.left > space.measure(cut) + 12 * unit;
  }
  if (track.flipped) for (const one of track.items) one.flipped = true;
}

/** At a renewal, the new dose where it changed and there is room to say so. */
function change(item, before, space) {
  const { detail } = item.node;
  const fits = detail && detail !== before.node.detail && space.measure(detail) + 12 * space.unit < item.x1 - item.x0;
  return fits ? { name: "", note: detail, lead: 8 * space.unit, renewal: true } : null;
}
