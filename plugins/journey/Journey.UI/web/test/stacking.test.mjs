import assert from "node:assert/strict";
import { test } from "node:test";
import { cluster } from "../src/layout/cluster.js";
import { stack } from "../src/layout/stack.js";
import { tracks, worthShowing } from "../src/layout/tracks.js";

const interval = (x0, x1, full = x1) => ({ x0, x1, full });
const bar = (id, code, x0, x1, ongoing = false) => ({ ids: [id], node: { id, code, start: x0, ongoing }, x0, x1 });

function random(seed) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

test("stack_overlapping_takesTheNextRow", () => {
  const items = stack([interval(0, 50), interval(40, 90), interval(60, 80)], 3, 5);
  assert.deepEqual(items.map(item => item.row), [0, 1, 0]);
});

test("stack_noRowForLabel_placesTheMarkAndTakesLabelsAway", () => {
  const items = stack([interval(0, 10, 100), interval(20, 30, 60)], 1, 4);
  assert.deepEqual(items.map(item => item.row), [0, 0]);
  assert.equal(items[0].labelled, false);
});

test("stack_noPlaceForTheMark_isMinusOne", () => assert.equal(stack([interval(0, 10), interval(2, 12)], 1, 4)[1].row, -1));

test("stack_anyIntervals_neverOverlapInARow", () => {
  const seed = 20_261_122;
  const next = random(seed);
  for (let round = 0; round < 200; round += 1) {
    const items = stack(Array.from({ length: 40 }, () => {
      const x0 = next() * 1000;
      const x1 = x0 + 4 + next() * 40;
      return interval(x0, x1, x1 + next() * 120);
    }), 3, 6);
    for (const a of items) for (const b of items) {
      if (a === b || a.row < 0 || a.row !== b.row || a.x0 > b.x0) continue;
      assert.ok((a.labelled ? a.full : a.x1) <= b.x0 + 1e-9, `seed ${seed}, round ${round}: ${JSON.stringify([a, b])}`);
    }
  }
});

test("cluster_closeNeighbours_joinAndCountAll", () => {
  const clusters = cluster([interval(30, 40), interval(0, 10), interval(5, 15), interval(100, 110)], 12);
  assert.deepEqual(clusters.map(one => one.items.length), [2, 1, 1]);
  assert.equal(clusters[0].x1, 15);
});

test("cluster_chainOfNeighbours_doesNotGrowWithoutEnd", () => {
  const chain = Array.from({ length: 10 }, (_, index) => interval(index * 8, index * 8 + 5));
  assert.ok(cluster(chain, 12).every(one => one.items.length <= 2));
});

test("tracks_sameCode_shareATrackInOrderOfTime", () => {
  const made = tracks([bar("b", "x", 200, 300), bar("a", "x", 0, 50), bar("c", "y", 10, 20)]);
  assert.deepEqual(made.map(track => track.items.map(item => item.node.id)), [["a", "b"], ["c"]]);
});

test("tracks_renewal_endsTheBarBeforeIt", () => {
  const [track] = tracks([bar("a", "x", 0, 300), bar("b", "x", 100, 300)]);
  assert.deepEqual(track.items.map(item => [item.x0, item.x1, item.renewed]), [[0, 100, false], [100, 300, true]]);
});

test("tracks_hiddenUnderARenewal_isFoundInIt", () => {
  const [track] = tracks([bar("a", "x", 0, 300), bar("b", "x", 0, 300)]);
  assert.deepEqual(track.items.map(item => item.ids), [["b", "a"]]);
});

test("worthShowing_tooMany_keepsSelectedAndOngoingInTheOrderOfTime", () => {
  const all = tracks([bar("short", "1", 0, 5), bar("long", "2", 10, 500), bar("on", "3", 20, 30, true), bar("picked", "4", 40, 42), bar("other", "5", 50, 60)]);
  assert.deepEqual(worthShowing(all, 3, "picked").map(track => track.key), ["2", "3", "4"]);
});
