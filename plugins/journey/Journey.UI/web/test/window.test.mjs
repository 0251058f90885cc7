import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp, moveEdge, openingRange, panBy, rangeWindow, reveal, zoomBy } from "../src/time/window.js";

const DAY = 86_400_000;
const BOUNDS = [0, 1000 * DAY];
const model = (starts, now = 1000 * DAY) => ({ bounds: [Math.min(...starts), now + 30 * DAY], now, last: Math.max(...starts), nodes: starts.map(start => ({ start })) });

test("clamp_beyondTheRecord_movesBackAndKeepsItsLength", () => {
  assert.deepEqual(clamp([900 * DAY, 1100 * DAY], BOUNDS), [800 * DAY, 1000 * DAY]);
  assert.deepEqual(clamp([-50 * DAY, 50 * DAY], BOUNDS), [0, 100 * DAY]);
});

test("clamp_longerThanTheRecord_isTheRecord", () => assert.deepEqual(clamp([-DAY, 2000 * DAY], BOUNDS), BOUNDS));

test("clamp_shorterThanADay_isADayAroundItsMiddle", () => {
  const [from, to] = clamp([500 * DAY, 500 * DAY + 1000], BOUNDS);
  assert.equal(to - from, DAY);
  assert.ok(from < 500 * DAY && to > 500 * DAY);
});

test("zoomBy_in_keepsTheAnchorWhereItIs", () => {
  const [from, to] = zoomBy([400 * DAY, 600 * DAY], 2, 450 * DAY, BOUNDS);
  assert.equal(to - from, 100 * DAY);
  assert.equal((450 * DAY - from) / (to - from), 0.25);
});

test("panBy_atTheEnd_stops", () => assert.deepEqual(panBy([900 * DAY, 1000 * DAY], 0.5, BOUNDS), [900 * DAY, 1000 * DAY]));

test("moveEdge_start_leavesTheEndAndNeverCrosses", () => {
  assert.deepEqual(moveEdge([400 * DAY, 600 * DAY], "start", -0.1, BOUNDS), [380 * DAY, 600 * DAY]);
  assert.deepEqual(moveEdge([400 * DAY, 600 * DAY], "start", 5, BOUNDS), [599 * DAY, 600 * DAY]);
  assert.deepEqual(moveEdge([400 * DAY, 600 * DAY], "end", -5, BOUNDS), [400 * DAY, 401 * DAY]);
});

test("rangeWindow_recordStillRunning_endsShortlyAfterToday", () => {
  const [from, to] = rangeWindow("months3", model([0, 990 * DAY]));
  assert.ok(to > 1000 * DAY && to < 1010 * DAY);
  assert.ok(Math.abs(to - from - 92 * DAY) < DAY);
});

test("rangeWindow_recordEndedLongAgo_endsAtItsLastEvent", () => {
  const [, to] = rangeWindow("months3", model([0, 500 * DAY]));
  assert.ok(to > 500 * DAY && to < 510 * DAY);
});

test("openingRange_fewRecentEvents_opensWider", () => {
  const now = 20_000 * DAY;
  const often = Array.from({ length: 10 }, (_, index) => now - index * 20 * DAY);
  const rarely = Array.from({ length: 10 }, (_, index) => now - index * 150 * DAY);
  const seldom = Array.from({ length: 10 }, (_, index) => now - index * 1500 * DAY);
  assert.deepEqual([often, rarely, seldom].map(starts => openingRange(model(starts, now))), ["year1", "years5", "all"]);
});

test("reveal_timeInside_doesNotMove", () => assert.deepEqual(reveal([400 * DAY, 600 * DAY], 500 * DAY, BOUNDS), [400 * DAY, 600 * DAY]));

test("reveal_timeJustOutside_movesNoFartherThanNeeded", () => {
  const [from, to] = reveal([400 * DAY, 600 * DAY], 610 * DAY, BOUNDS);
  assert.equal(to - from, 200 * DAY);
  assert.ok(to > 610 * DAY && to < 640 * DAY);
});

test("reveal_farAway_centresIt", () => assert.deepEqual(reveal([400 * DAY, 500 * DAY], 100 * DAY, BOUNDS), [50 * DAY, 150 * DAY]));
