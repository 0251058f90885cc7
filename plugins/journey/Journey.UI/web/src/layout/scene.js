import { group as groupBy } from "d3-array";
import { KINDS, LASTING } from "../data/kinds.js";
import { endOf } from "../data/model.js";
import { barLane } from "./lane-bars.js";
import { pointLane } from "./lane-points.js";
import { resultLane, seriesOf } from "./lane-results.js";

export const CROWDED = 400;
const AXIS = 24;
const OPEN_AT_FIRST = new Set(["encounter", "problem", "medication", "procedure", "result"]);

/** The record's kinds in the order of the lanes; those without a place of their own come last. */
export function laneOrder(model) {
  const known = KINDS.filter(kind => model.kinds.has(kind));
  return [...known, ...[...model.kinds.keys()].filter(kind => !KINDS.includes(kind)).sort()];
}

export function lanesAtFirst(model) {
  const order = laneOrder(model);
  const main = order.filter(kind => OPEN_AT_FIRST.has(kind));
  return new Set(main.length > 0 ? main : order);
}

/** Which nodes show in a window: those that touch it. */
export function inWindow(node, [from, to], now) {
  return node.start <= to && endOf(node, now) >= from;
}

/**
 * Where everything stands: lanes with their items, the place of each node by id, and the height.
 * view: {window, lanes, expanded, selected}; frame: {left, right, unit, x, measure, cut, caption, note, number}.
 */
export function scene(model, view, frame) {
  const visible = model.nodes.filter(node => view.lanes.has(node.kind) && inWindow(node, view.window, model.now));
  const crowded = visible.filter(node => node.value === null).length > CROWDED;
  const byKind = groupBy(visible, node => node.kind);
  const places = new Map();
  const lanes = [];
  let y = AXIS * frame.unit;
  for (const kind of laneOrder(model).filter(one => view.lanes.has(one))) {
    const nodes = byKind.get(kind) ?? [];
    const lane = layLane(kind, nodes, { ...frame, ...space(model, view), crowded, expanded: view.expanded.has(kind) });
    for (const item of lane.items) item.y += y;
    for (const curve of lane.curves ?? []) moveCurve(curve, y);
    for (const item of lane.items) for (const id of item.ids) places.set(id, { item, kind });
    lanes.push({ kind, y, count: nodes.length, planned: nodes.filter(node => node.planned).length, ...lane });
    y += lane.height;
  }
  return { lanes, places, height: y, visible: visible.length, axis: AXIS * frame.unit };
}

function space(model, view) {
  return {
    selected: view.selected, endOf: node => endOf(node, model.now),
    visible: node => inWindow(node, view.window, model.now), series: (model.series ??= seriesOf(model.nodes)),
  };
}

function layLane(kind, nodes, frame) {
  if (kind === "result") return resultLane(nodes, frame);
  return LASTING.has(kind) ? barLane(kind, nodes, frame) : pointLane(kind, nodes, frame);
}

function moveCurve(curve, y) {
  curve.top += y;
  for (const point of curve.line) point.y += y;
  if (curve.band) curve.band.y += y;
}
