import { endOf, outOfRange } from "../data/model.js";

/** What a node is called in one line: for titles, for screen readers, and beside its mark. */
export function titles(t, format, model) {
  const dates = node => {
    const start = node.startIso ? format.iso(node.startIso) : format.day(node.start);
    if (node.start === null) return t("unknownDate");
    if (node.ongoing) return t("since", { date: start });
    const end = node.endIso && node.end - node.start > 86_400_000 ? ` – ${format.iso(node.endIso)}` : "";
    return start + end;
  };
  const value = node => {
    if (node.value === null) return node.said ?? "";
    return `${format.number(node.value)}${node.unit ? ` ${node.unit}` : ""}`;
  };
  const standing = node => (outOfRange(node) ? t(outOfRange(node)) : "");
  const made = new WeakMap();
  const join = parts => parts.filter(Boolean).join(", ");
  return {
    dates, value, standing,
    caption: node => (node.kind === "result" && node.said ? `${node.label}: ${node.said}` : node.label),
    full(node) {
      if (!made.has(node)) made.set(node, sentence(node));
      return made.get(node);
    },
    duration: node => format.duration(node.start, endOf(node, model.now)),
  };

  function sentence(node) {
    return join([`${node.label}${node.kind === "result" && value(node) ? ` ${value(node)}` : ""}`, standing(node),
      t.kind(node.kind), dates(node), node.planned ? t("planned") : "", node.detail]);
  }
}
