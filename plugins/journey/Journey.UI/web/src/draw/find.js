import { findEvents } from "../data/search.js";
import { el } from "./elements.js";
import { icon } from "./icons.js";
import { glyph } from "./marks.js";

const MOST = 10;
let serial = 0;

/** Find in the journey: a combobox whose choice is selected and brought into view. */
export function createFind(view) {
  const { t } = view;
  const id = `jv-find-${serial += 1}`;
  const parts = drawParts(t, id, { open, search, onKey, close });
  const { input, list, none, opener, box, said } = parts;
  let hits = [];
  let at = -1;

  function open() {
    opener.hidden = true;
    box.hidden = false;
    input.focus();
    input.select();
    search();
  }
  function close(back = false) {
    if (box.hidden) return;
    box.hidden = true;
    opener.hidden = false;
    input.setAttribute("aria-expanded", "false");
    if (back) opener.focus();
  }
  function search() {
    const query = input.value.trim();
    const found = findEvents([...view.model.undated, ...view.model.nodes], query, kind => t.kind(kind), MOST);
    hits = found.hits;
    at = hits.length > 0 ? 0 : -1;
    list.replaceChildren(...hits.map((hit, index) => option(hit, `${id}-${index}`, view, () => choose(index))));
    list.hidden = hits.length === 0;
    none.hidden = query === "" || hits.length > 0;
    none.textContent = t("findNone", { query });
    const outcome = hits.length > 0 ? t("matches", { count: found.count }) : t("findNone", { query });
    said.textContent = query === "" ? "" : outcome;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    point();
  }
  function point() {
    [...list.children].forEach((child, index) => child.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }
  function choose(index) {
    if (!hits[index]) return;
    close();
    view.select(hits[index].id, { focus: true });
  }
  function onKey(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && hits.length > 0) at = (at + move + hits.length) % hits.length;
    else if (event.key === "Enter") choose(at);
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
    point();
  }
  return { node: parts.node, open };
}

function drawParts(t, id, { open, search, onKey, close }) {
  const input = el("input", {
    class: "field", type: "text", role: "combobox", "aria-label": t("findLabel"), "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    autocomplete: "off", placeholder: t("findHint"), on: { input: search, keydown: onKey },
  });
  const list = el("ul", { class: "jv-menu jv-hits", id, role: "listbox", "aria-label": t("findLabel"), hidden: true });
  const said = el("p", { class: "sr", role: "status" });
  const none = el("p", { class: "jv-menu jv-none-found", hidden: true });
  const opener = el("button", { class: "btn quiet", type: "button", "aria-keyshortcuts": "/", on: { click: open } }, icon("find"), t("find"), el("kbd", { "aria-hidden": "true" }, "/"));
  const box = el("div", { class: "jv-find-box", hidden: true }, input, list, none);
  const node = el("div", { class: "jv-pop", on: { focusout: event => !node.contains(event.relatedTarget) && close() } }, opener, box, said);
  return { node, input, list, none, opener, box, said };
}

function option(hit, id, { t, titles }, choose) {
  const act = event => {
    event.preventDefault();
    choose();
  };
  return el("li", { role: "option", id, "aria-selected": "false", on: { pointerdown: act } },
    glyph(hit.kind, hit.planned), el("span", null, titles.caption(hit)), el("span", { class: "muted small" }, hit.start === null ? t("unknownDate") : titles.dates(hit)));
}
