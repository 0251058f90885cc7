import { group as groupBy } from "d3-array";
import { LASTING } from "../data/kinds.js";
import { outOfRange } from "../data/model.js";
import { columnOf, relationOf } from "../layout/columns.js";
import { el } from "./elements.js";
import { icon } from "./icons.js";
import { glyph, kindClass } from "./marks.js";

const MOST_LINKS = 12;
const MOST_VALUES = 6;

/** The selected event: what, when, its values and what it is linked to. */
export function createDrawer(view) {
  const node = el("aside", { class: "jv-drawer", "aria-label": view.t("details") });
  let more = null;

  function render() {
    const { selected, group } = view.store.state;
    const event = view.model.byId.get(selected);
    node.hidden = !event;
    if (!event) return;
    const inside = node.contains(document.activeElement);
    const had = document.activeElement?.dataset.part ?? "title";
    if (more !== selected && more !== null) more = null;
    node.replaceChildren(head(event, view), el("div", { class: "jv-scroll", tabindex: "0", role: "region", "aria-label": event.label },
      groupSection(event, group, view), facts(event, view), ...linkSections(event, view, more === selected, () => {
        more = selected;
        render();
      }), values(event, view)), foot(event, view));
    if (inside) node.querySelector(`[data-part="${had}"]`)?.focus();
  }
  return { node, render, focus: () => node.querySelector("[data-part=close]")?.focus() };
}

function head(event, view) {
  const button = (part, key, act) => el("button", { class: "btn quiet icon", type: "button", "aria-label": view.t(part), "data-part": part, "aria-keyshortcuts": key, on: { click: act } }, icon(part));
  const tags = [event.status && el("span", { class: event.ongoing ? "tag accent" : "tag" }, sentence(event.status)), !event.status && event.ongoing && el("span", { class: "tag accent" }, view.t("ongoing")),
    event.planned && el("span", { class: "tag" }, view.t("planned")),
    outOfRange(event) && el("span", { class: "tag danger" }, `${outOfRange(event) === "low" ? "▼" : "▲"} ${view.t(outOfRange(event))}`)].filter(Boolean);
  return el("header", { class: kindClass(event.kind) },
    el("div", { class: "row" }, el("span", { class: "jv-kind" }, glyph(event.kind, event.planned), view.t.kind(event.kind)),
      el("span", { class: "push row jv-steps" }, button("previous", "K", () => view.step(-1)), button("next", "J", () => view.step(1)), button("close", "Escape", () => view.close()))),
    el("h2", { tabindex: "-1", "data-part": "title" }, event.label), tags.length > 0 && el("div", { class: "row jv-tags" }, tags));
}

function sentence(status) {
  const words = status.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function facts(event, view) {
  const { t, format, titles } = view;
  const rows = [];
  const add = (name, ...said) => rows.push(el("dt", null, name), el("dd", null, ...said));
  const spent = event.start === null ? "" : titles.duration(event);
  if (titles.value(event)) add(t("value"), el("b", null, event.value === null ? titles.value(event) : format.number(event.value)), event.unit && event.value !== null ? el("span", { class: "muted" }, ` ${event.unit}`) : null);
  if (event.low !== null || event.high !== null) add(t("reference"), range(event, format));
  const lasts = event.ongoing || (event.endIso && event.end > event.start && spent);
  add(t(lasts ? "start" : "date"), event.startIso ? format.iso(event.startIso, !LASTING.has(event.kind)) : t("unknownDate"), lasts && spent ? el("span", { class: "muted" }, ` · ${spent}`) : null);
  if (lasts && !(event.ongoing && view.model.deceased)) add(t("end"), event.ongoing ? el("span", { class: "muted" }, t("ongoing")) : format.iso(event.endIso, !LASTING.has(event.kind)));
  if (event.detail) add(t("detail"), event.detail);
  if (event.code) add(t("code"), event.code);
  return el("section", null, el("dl", { class: "jv-facts" }, rows));
}

function range(event, { number }) {
  if (event.low === null) return `≤ ${number(event.high)}`;
  return event.high === null ? `≥ ${number(event.low)}` : `${number(event.low)} – ${number(event.high)}`;
}

/** Linked events under the relation's name, in the order of the sentence; in each the newest first. */
function linkSections(event, view, all, showAll) {
  const byRelation = groupBy(unique(event.links), relationOf);
  const inOrder = [...byRelation].sort(([, a], [, b]) => columnOf(a[0]) - columnOf(b[0]));
  return inOrder.map(([relation, links]) => {
    const rows = all ? links.map(link => ({ node: link.node, count: 1 })) : repeated(links);
    const shown = all ? rows : rows.slice(0, MOST_LINKS);
    const hidden = links.length - shown.reduce((sum, row) => sum + row.count, 0);
    return el("section", null, el("h3", null, view.t.relation(relation), el("span", { class: "count" }, ` ${view.format.number(links.length)}`)),
      el("ul", { class: "jv-links" }, shown.map(row => entry(row.node, view, false, row.count))),
      (hidden > 0 || shown.length < links.length) && el("button", { class: "btn quiet jv-all", type: "button", on: { click: showAll } }, hidden > 0 ? view.t("more", { count: hidden }) : view.t("each")));
  });
}

function unique(links) {
  const seen = new Set();
  return links.filter(link => !seen.has(link.node) && seen.add(link.node)).sort((a, b) => (b.node.start ?? 0) - (a.node.start ?? 0));
}

/** What is repeated often is one row with its newest event and how many there are. */
function repeated(links) {
  const byLabel = groupBy(links, link => `${link.node.kind}|${link.node.label}`);
  return [...byLabel.values()].flatMap(same => (same.length > 3 ? [{ node: same[0].node, count: same.length }] : same.map(link => ({ node: link.node, count: 1 }))));
}

function entry(node, view, current = false, count = 1) {
  const label = node.kind === "result" && node.value !== null ? [`${node.label} `, el("b", null, view.titles.value(node)), outOfRange(node) && el("span", { class: "danger" }, ` ${outOfRange(node) === "low" ? "▼" : "▲"} ${view.t(outOfRange(node))}`)] : [node.label];
  return el("li", null, glyph(node.kind, node.planned),
    el("button", { class: "jv-event", type: "button", "aria-current": current ? "true" : null, on: { click: () => view.select(node.id, { keepGroup: current !== null }) } }, label.filter(Boolean), count > 1 && el("span", { class: "count" }, ` × ${view.format.number(count)}`)),
    el("time", { datetime: node.startIso }, node.startIso ? view.format.iso(node.startIso) : view.t("unknownDate")));
}

/** What stands behind one joined mark. */
function groupSection(event, group, view) {
  if (!group || group.length < 2) return null;
  const members = group.map(id => view.model.byId.get(id)).filter(Boolean);
  return el("section", null, el("h3", null, view.t("sameTime"), el("span", { class: "count" }, ` ${view.format.number(members.length)}`)),
    el("ul", { class: "jv-links jv-grouped" }, members.map(member => entry(member, view, member === event))));
}

/** The newest other values of the same test. */
function values(event, view) {
  if (event.value === null) return null;
  const series = view.model.series?.find(one => one.points.includes(event));
  const others = series?.points.filter(point => point !== event).slice(-MOST_VALUES).reverse() ?? [];
  return others.length > 0 && el("section", null, el("h3", null, view.t("earlier")), el("ul", { class: "jv-links" }, others.map(point => entry(point, view))));
}

function foot(event, view) {
  if (!event.resource) return null;
  return el("footer", null, el("a", { class: "btn jv-open", href: view.hrefOf(event.resource), "data-part": "open" }, view.t("open", { resource: event.resource.split("/")[0] })),
    el("span", { class: "muted small jv-id", title: event.resource }, event.resource));
}
