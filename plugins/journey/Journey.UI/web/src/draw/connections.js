import { columns } from "../layout/columns.js";
import { el, svg, text } from "./elements.js";
import { placeColumns, routeLink } from "../layout/place-columns.js";
import { kindClass, mark } from "./marks.js";

const STEPS = [1, 2, 3];
// Widths are measured in the weight of the lanes; names here are bolder.
const BOLD = 1.07;

/** "How it connects": what the selected event was found through, is treated with and is watched by. */
export function createConnections(view) {
  const buttons = STEPS.map(count => el("button", { class: "btn", type: "button", on: { click: () => view.store.set({ steps: count }) } },
    count === 1 ? view.t("step", { count }) : el("span", null, String(count), el("span", { class: "sr" }, ` ${view.t("step", { count }).replace(/^\S+\s/, "")}`))));
  const chart = svg("svg", { class: "jv-chart jv-connections", role: "group" });
  const said = el("p", { class: "muted jv-pad" });
  const scroll = el("div", { class: "jv-across" }, chart);
  const heading = `jv-how-${Math.round(performance.now() * 1000)}`;
  const node = el("section", { class: "jv-connects", "aria-labelledby": heading },
    el("header", null, el("h2", { id: heading }, view.t("connects")), el("span", { class: "muted small jv-follows" }, view.t("follows")),
      el("div", { class: "group push", role: "group", "aria-label": view.t("steps") }, buttons)),
    scroll, said);

  function render(width) {
    const { selected, steps, opened } = view.store.state;
    const center = view.model.byId.get(selected);
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(STEPS[index] === steps)));
    const linked = Boolean(center?.links.length);
    scroll.hidden = !linked;
    said.hidden = linked;
    if (!linked) {
      said.textContent = view.t(center ? "noLinks" : "nothingSelected");
      return;
    }
    const frame = { ...view.type(), width };
    const placed = placeColumns(columns(center, steps, opened), frame);
    for (const [name, value] of Object.entries({ width: placed.width, height: placed.height, viewBox: `0 0 ${placed.width} ${placed.height}` })) chart.setAttribute(name, value);
    chart.setAttribute("aria-label", view.t("connectsLabel", { label: center.label }));
    const had = chart.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    chart.replaceChildren(
      ...placed.columns.map(column => text(column.x, 16 * frame.unit, frame.cut(headOf(column, view), column.width), "jv-note")),
      svg("g", { "aria-hidden": "true" }, placed.links.map(link => svg("path", { class: "jv-link", d: routeLink(link, frame.unit) }))),
      ...placed.columns.flatMap(column => column.boxes.map(box => drawBox(box, column, center, frame, view))),
      svg("g", { class: "jv-captions", "aria-hidden": "true" }, placed.columns.flatMap(column => column.boxes.flatMap(box => drawNames(box, column, center, frame, view)))));
    if (had) chart.querySelector(`[data-key="${CSS.escape(had)}"]`)?.focus();
  }
  return { node, render };
}

function headOf(column, { t }) {
  if (column.at === 0) return t("selected");
  return column.relations.slice(0, 2).map((relation, index) => (index === 0 ? t.relation(relation) : t.relation(relation).toLowerCase())).join(", ");
}

function drawBox(box, column, center, frame, view) {
  const { unit } = frame;
  const { entry } = box;
  const node = entry.node ?? null;
  const isCenter = node === center;
  const label = node ? view.titles.full(node) : view.t("groupOpen", { count: entry.nodes.length, kinds: view.t.kind(entry.kind, entry.nodes.length) });
  const act = () => (node ? view.select(node.id) : view.openGroup(entry.group));
  const middle = box.y + box.height / 2;
  return svg("g", {
    class: `jv-mark ${isCenter ? "jv-center" : ""}`, role: "button", tabindex: isCenter ? 0 : -1, "aria-label": label, "aria-current": isCenter ? "true" : null,
    "data-key": entry.group ?? node.id, on: { click: act },
  },
  svg("title", null, label),
  svg("rect", { class: "jv-box", x: column.x, y: box.y, width: column.width, height: box.height, rx: 6 * unit }),
  svg("g", { class: kindClass(entry.kind ?? node.kind) }, mark(entry.kind ?? node.kind, column.x + 19 * unit, middle, 5 * unit, node?.planned ? "jv-planned" : "jv-solid")));
}

function drawNames(box, column, center, frame, view) {
  const { unit } = frame;
  const { entry } = box;
  const x = column.x + 36 * unit;
  const middle = box.y + box.height / 2;
  const note = entry.node === center ? view.t("linkCount", { count: center.links.length }) : noteOf(entry, view);
  return [text(x, middle - 3 * unit, frame.cut(nameOf(entry, view), (column.width - 46 * unit) / BOLD), "jv-strong"), text(x, middle + 12 * unit, frame.cut(note, column.width - 44 * unit), "jv-note")];
}

function nameOf({ node, nodes, kind, label }, { titles, t, format }) {
  if (nodes) return label ? `${format.number(nodes.length)} × ${label}` : t("groupLabel", { count: nodes.length, kinds: t.kind(kind, nodes.length) });
  return node.kind === "result" && node.value !== null ? `${node.label} ${titles.value(node)}` : node.label;
}

function noteOf(entry, { titles, format, t }) {
  const { node } = entry;
  if (node) return [node.planned ? `${t("planned")} ${titles.dates(node)}` : titles.dates(node), titles.standing(node)].filter(Boolean).join(", ");
  const dated = entry.nodes.filter(one => one.start !== null);
  if (dated.length === 0) return t("unknownDate");
  const [from, to] = [dated[0], dated.at(-1)].map(one => format.write("month", one.start));
  return from === to ? from : `${from} – ${to}`;
}
