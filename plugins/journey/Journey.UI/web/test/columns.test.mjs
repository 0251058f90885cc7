import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../src/data/model.js";
import { columns } from "../src/layout/columns.js";
import { condense } from "../src/layout/condense.js";
import { placeColumns } from "../src/layout/place-columns.js";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const node = (id, kind, start = "2026-01-01") => ({ id, kind, label: id, start, end: null, resource: `X/${id}` });
const edge = (from, to, kind) => ({ from, to, kind, date: null });
const SENTENCE = buildModel({
  nodes: [node("visit", "encounter"), node("fibrillation", "problem"), node("apixaban", "medication"), node("egfr", "result"), node("letter", "document")],
  edges: [edge("visit", "fibrillation", "found-through"), edge("fibrillation", "apixaban", "treated-with"), edge("fibrillation", "egfr", "watched-by"), edge("letter", "visit", "during")],
}, NOW);
const idsOf = result => Object.fromEntries(result.columns.map(column => [column.at, column.entries.map(entry => entry.node?.id ?? entry.group)]));

test("columns_problem_readInSentenceOrder", () => {
  const result = columns(SENTENCE.byId.get("fibrillation"), 1);
  assert.deepEqual(idsOf(result), { "-1": ["visit"], 0: ["fibrillation"], 1: ["apixaban"], 2: ["egfr"] });
  assert.deepEqual(result.columns.map(column => column.relations), [["found-through:in"], [], ["treated-with:out"], ["watched-by:out"]]);
});

test("columns_twoSteps_goOnOutwards", () => assert.deepEqual(idsOf(columns(SENTENCE.byId.get("fibrillation"), 2))["-2"], ["letter"]));

test("columns_twoSteps_listNothingTwice", () => {
  const ids = columns(SENTENCE.byId.get("visit"), 3).columns.flatMap(column => column.entries.map(entry => entry.node.id));
  assert.equal(new Set(ids).size, ids.length);
});

test("columns_beyondFortyNodes_groupByKind", () => {
  const many = Array.from({ length: 60 }, (_, index) => node(`r${index}`, "result"));
  const model = buildModel({ nodes: [node("visit", "encounter"), ...many], edges: many.map(one => edge(one.id, "visit", "during")) }, NOW);
  const result = columns(model.byId.get("visit"), 1);
  assert.equal(result.size, 61);
  assert.deepEqual(result.columns[1].entries.map(entry => [entry.kind, entry.nodes.length]), [["result", 60]]);
  assert.equal(result.links.length, 1);
  assert.equal(columns(model.byId.get("visit"), 1, new Set([result.columns[1].entries[0].group])).columns[1].entries.length, 60);
});

test("columns_unknownEdgeKind_isStillShown", () => {
  const model = buildModel({ nodes: [node("a", "problem"), node("b", "careplan")], edges: [edge("a", "b", "planned-in")] }, NOW);
  assert.deepEqual(idsOf(columns(model.byId.get("a"), 1)), { 0: ["a"], 2: ["b"] });
});

test("placeColumns_boxes_stayInsideAndApart", () => {
  const placed = placeColumns(columns(SENTENCE.byId.get("fibrillation"), 2), { width: 1000, unit: 1 });
  for (const [index, column] of placed.columns.entries()) {
    assert.ok(column.x + column.width <= placed.width);
    if (index > 0) assert.ok(column.x > placed.columns[index - 1].x + placed.columns[index - 1].width);
    for (const box of column.boxes) assert.ok(box.y >= 0 && box.y + box.height <= placed.height);
  }
});

test("condense_manyEvents_areOnePointPerLabel", () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...node(`r${index}`, "result"), label: `Test ${index % 5}` }));
  const model = buildModel({ nodes: [node("visit", "encounter"), ...many], edges: many.map(one => edge(one.id, "visit", "during")) }, NOW);
  const graph = condense(model);
  assert.equal(graph.points.length, 6);
  assert.equal(graph.links.reduce((sum, link) => sum + link.count, 0), 500);
});
