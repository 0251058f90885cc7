import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDate } from "../src/data/dates.js";
import { buildModel, outOfRange } from "../src/data/model.js";
import { findEvents } from "../src/data/search.js";
import { histogram } from "../src/layout/histogram.js";
import { seriesOf, valueDomain } from "../src/layout/series.js";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const build = (nodes, edges = []) => buildModel({ nodes, edges }, NOW);
const only = raw => build([{ id: "1", label: "x", end: null, ...raw }]).byId.get("1");

test("parseDate_dateWithoutTime_isTheLocalDay", () => {
  const { at, precision } = parseDate("2026-02-14");
  assert.equal(new Date(at).getDate(), 14);
  assert.equal(precision, "day");
});

test("parseDate_partial_keepsItsPrecision", () => assert.deepEqual(["2014", "2014-05", "2014-05-03T10:00:00Z", "soon", null].map(iso => parseDate(iso)?.precision ?? null), ["year", "month", "time", null, null]));

test("buildModel_problemWithoutEnd_goesOnUnlessResolved", () => {
  assert.equal(only({ kind: "problem", start: "2020-01-01" }).ongoing, true);
  assert.equal(only({ kind: "problem", start: "2020-01-01", status: "resolved" }).ongoing, false);
  assert.equal(only({ kind: "procedure", start: "2020-01-01" }).ongoing, false);
});

test("buildModel_future_isPlanned", () => assert.equal(only({ kind: "procedure", start: "2026-12-04" }).planned, true));

test("buildModel_semanticTag_isLeftOut", () => assert.equal(only({ kind: "problem", start: "2020", label: "Viral sinusitis (disorder)" }).label, "Viral sinusitis"));

test("buildModel_edgeToNothing_isIgnored", () => assert.equal(build([{ id: "1", kind: "problem", label: "x", start: "2020" }], [{ from: "1", to: "2", kind: "during" }]).edges.length, 0));

test("buildModel_noDate_standsAtWhatItIsLinkedTo", () => {
  const model = build([{ id: "1", kind: "document", label: "x", start: null }, { id: "2", kind: "encounter", label: "y", start: "2020-01-01" }, { id: "3", kind: "document", label: "z", start: null }], [{ from: "1", to: "2", kind: "during" }]);
  assert.equal(model.byId.get("1").start, model.byId.get("2").start);
  assert.deepEqual(model.undated.map(node => node.id), ["3"]);
});

test("buildModel_endBeforeStart_endsAtItsStart", () => {
  const node = only({ kind: "encounter", start: "2020-02-01", end: "2020-01-01" });
  assert.equal(node.end, node.start);
});

test("outOfRange_valueAndLimits_saysWhichSide", () => {
  const standing = more => outOfRange(only({ kind: "result", start: "2020", ...more }));
  assert.deepEqual([{ value: 5, low: 6 }, { value: 5, high: 4 }, { value: 5, low: 1, high: 9 }, { value: 5 }, { value: "5" }].map(standing), ["low", "high", null, null, null]);
});

test("seriesOf_sameCode_isOneCurve", () => {
  const point = (id, code, value) => ({ id, kind: "result", label: code, code, start: `2020-01-0${id}`, value, unit: "g/L" });
  const series = seriesOf(build([point("1", "hb", 120), point("2", "hb", 130), point("3", "na", 140), { ...point("4", "note", null) }]).nodes);
  assert.deepEqual(series.map(one => [one.key, one.points.length]), [["hb|g/L", 2], ["na|g/L", 1]]);
});

test("valueDomain_oneValue_isNotFlat", () => {
  const [least, most] = valueDomain({ low: null, high: null }, [{ value: 7 }]);
  assert.ok(least < 7 && most > 7);
});

test("findEvents_accentsAndCase_doNotMatter", () => {
  const { nodes } = build([{ id: "1", kind: "problem", label: "Eisenmangelanämie", start: "2020" }, { id: "2", kind: "result", label: "Hb", start: "2021" }]);
  assert.deepEqual(findEvents(nodes, "ANAMIE", kind => kind, 10).hits.map(hit => hit.id), ["1"]);
  assert.equal(findEvents(nodes, "result hb", kind => kind, 10).count, 1);
  assert.equal(findEvents(nodes, " ", kind => kind, 10).count, 0);
});

test("histogram_events_areCountedOnceEach", () => {
  const bins = histogram([{ start: 0 }, { start: 5 }, { start: 9 }, { start: 100 }], [0, 10], 2);
  assert.deepEqual(bins, [1, 2]);
});

test("buildModel_deceased_nothingGoesOnAfterDeath", () => {
  const model = buildModel({ deceased: "1997-08-11", nodes: [{ id: "1", kind: "problem", label: "x", start: "1990" }], edges: [] }, NOW);
  assert.equal(new Date(model.now).getFullYear(), 1997);
  assert.ok(model.bounds[1] < parseDate("1998-06-01").at);
});
