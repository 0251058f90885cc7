import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleTime } from "d3-scale";
import { calm, lifetime } from "../harness/data.mjs";
import { buildModel } from "../src/data/model.js";
import { lanesAtFirst, laneOrder, scene } from "../src/layout/scene.js";
import { panBounds, rangeWindow } from "../src/time/window.js";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const WIDTH = 1024;
const measure = text => text.length * 6.5;

function lay(graph, range, more = {}) {
  const model = buildModel(graph, NOW);
  const view = { window: range === "all" ? panBounds(model) : rangeWindow(range, model), lanes: more.lanes ?? lanesAtFirst(model), expanded: new Set(), selected: null };
  const [left, right] = [150, WIDTH - 54];
  const frame = {
    left, right, edge: WIDTH - 4, unit: 1, x: scaleTime().domain(view.window).range([left, right]), measure, cut: (text, most) => text.slice(0, Math.floor(most / 6.5)),
    caption: node => node.label, note: () => "", number: String,
  };
  return { model, view, ...scene(model, view, frame) };
}

test("scene_fiveLanes_followEachOtherWithoutOverlap", () => {
  const { lanes, height } = lay(calm(NOW), "year1");
  assert.deepEqual(lanes.map(lane => lane.kind), ["encounter", "problem", "medication", "procedure", "result"]);
  for (const [index, lane] of lanes.entries()) assert.equal(lane.y + lane.height, lanes[index + 1]?.y ?? height);
});

test("scene_everyVisibleEvent_hasAPlaceInItsLane", () => {
  const { lanes, places, model, view } = lay(calm(NOW), "year1", { lanes: new Set(laneOrder(buildModel(calm(NOW), NOW))) });
  const inside = model.nodes.filter(node => node.kind !== "result" && node.start >= view.window[0] && node.start <= view.window[1]);
  for (const node of inside) {
    const lane = lanes.find(one => one.kind === node.kind);
    const { item } = places.get(node.id);
    assert.ok(item.y > lane.y && item.y < lane.y + lane.height, node.id);
  }
});

test("scene_lifetime_drawsFewMarksAndLosesNone", () => {
  const { lanes, places, model } = lay(lifetime(NOW), "all");
  assert.ok(model.nodes.length > 1500, `${model.nodes.length} nodes`);
  const drawn = lanes.reduce((sum, lane) => sum + lane.items.length, 0);
  assert.ok(drawn < 600, `${drawn} marks`);
  for (const node of model.nodes.filter(one => ["encounter", "procedure"].includes(one.kind))) assert.ok(places.has(node.id), node.id);
});

test("scene_lifetime_marksOfARowDoNotCoverEachOther", () => {
  const { lanes } = lay(lifetime(NOW), "all");
  for (const lane of lanes.filter(one => ["encounter", "procedure"].includes(one.kind))) {
    const items = lane.items.toSorted((a, b) => a.x0 - b.x0);
    for (const [index, item] of items.entries()) {
      const next = items.slice(index + 1).find(other => other.y === item.y);
      if (next) assert.ok((item.labelled ? item.full : item.x1) <= next.x0, `${lane.kind} ${item.caption} at ${item.x0} and ${next.x0}`);
    }
  }
});

test("scene_unknownKind_hasALaneOfItsOwn", () => {
  const graph = { nodes: [{ id: "1", kind: "claim", label: "Claim", start: "2026-05-01", end: null }], edges: [] };
  assert.deepEqual(lay(graph, "all").lanes.map(lane => lane.kind), ["claim"]);
});

test("scene_emptyWindow_hasLanesAndNothingVisible", () => {
  const graph = { nodes: [{ id: "1", kind: "encounter", label: "GP", start: "1990-05-01", end: "1990-05-01" }], edges: [] };
  const model = buildModel(graph, NOW);
  assert.equal(model.nodes.length, 1);
  assert.equal(lay(graph, "year1").visible, 1);
});
