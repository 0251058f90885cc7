import { scaleLinear } from "d3-scale";
import { outOfRange } from "../data/model.js";
import { pointLane } from "./lane-points.js";
import { seriesOf, valueDomain } from "./series.js";

const MOST = 4;
const PITCH = 46;
const TALL = 34;
const FIRST = 10;

/** Results: one curve per code that has numbers, and one row of marks for those without. */
export function resultLane(nodes, space) {
  const { unit } = space;
  const all = space.series.filter(series => series.points.some(node => space.visible(node)));
  const shown = space.expanded ? all : chosen(all, space.selected);
  const curves = shown.map((series, index) => curve(series, (FIRST + index * PITCH) * unit, space));
  const top = shown.length > 0 ? (FIRST + shown.length * PITCH) * unit : 0;
  const words = nodes.filter(node => node.value === null && space.visible(node));
  const rest = words.length > 0 || shown.length === 0 ? pointLane("result", words, space) : { height: 0, items: [] };
  for (const item of rest.items) item.y += top;
  return {
    height: Math.max(top + rest.height, 36 * unit), curves, hidden: all.length - shown.length, expandable: all.length > MOST,
    items: [...curves.flatMap(one => one.items), ...rest.items],
  };
}

export { seriesOf };

function chosen(all, selected) {
  const holds = all.findIndex(series => series.points.some(node => node.id === selected));
  return holds < MOST ? all.slice(0, MOST) : [...all.slice(0, MOST - 1), all[holds]];
}

function curve(series, top, space) {
  const { unit } = space;
  const inside = series.points.filter(space.visible);
  const near = withNeighbours(series.points, inside);
  const y = scaleLinear().domain(valueDomain(series, near)).range([top + TALL * unit, top]);
  const place = node => ({ x: space.x(node.start), y: y(node.value) });
  const dense = inside.length > (space.right - space.left) / (14 * unit);
  const items = inside.filter(node => !dense || outOfRange(node) || node.id === space.selected || node === inside.at(-1))
    .map(node => dot(node, place(node), unit));
  return {
    series, top, height: TALL * unit, line: near.map(place), items: dense ? spread(items, 9 * unit, space.selected) : items,
    band: band(series, y, top, top + TALL * unit), last: inside.at(-1),
  };
}

/** One point before and one after the window, so that the line runs on to the edge. */
function withNeighbours(points, inside) {
  if (inside.length === 0) return [];
  const from = Math.max(0, points.indexOf(inside[0]) - 1);
  return points.slice(from, points.indexOf(inside.at(-1)) + 2);
}

function dot(node, { x, y }, unit) {
  return { ids: [node.id], node, kind: "result", out: outOfRange(node), x0: x - 4 * unit, x1: x + 4 * unit, x, y, at: node.start, dot: true };
}

/** Of many points, those far enough apart to be seen; the selected one always. */
function spread(items, gap, selected) {
  let last = -Infinity;
  return items.filter(item => {
    if (item.node.id !== selected && item.x - last < gap) return false;
    last = item.x;
    return true;
  });
}

function band(series, y, top, bottom) {
  if (series.low === null && series.high === null) return null;
  const upper = series.high === null ? top : Math.max(top, y(series.high));
  const lower = series.low === null ? bottom : Math.min(bottom, y(series.low));
  return { y: upper, height: Math.max(lower - upper, 1) };
}
