import { KINDS } from "../data/kinds.js";
import { svg } from "./elements.js";

// One shape per kind, centred on the origin at radius 1; drawn filled when it happened, dashed when planned.
const SHAPES = {
  encounter: "M-.55 -1H.55A.45 .45 0 0 1 1 -.55V.55A.45 .45 0 0 1 .55 1H-.55A.45 .45 0 0 1 -1 .55V-.55A.45 .45 0 0 1 -.55 -1z",
  problem: "M-1 -1H.1L1 0L.1 1H-1z",
  medication: "M-.5 -.7H.5A.7 .7 0 0 1 .5 .7H-.5A.7 .7 0 0 1 -.5 -.7z",
  procedure: "M0 -1.25L1.25 0L0 1.25L-1.25 0z",
  result: "M-1 0A1 1 0 0 1 1 0A1 1 0 0 1 -1 0z",
  document: "M-.85 -1.1H.25L.85 -.5V1.1H-.85z",
  immunisation: "M0 -1.2L1.1 -.6V.6L0 1.2L-1.1 .6V-.6z",
  message: "M-1.1 -1H1.1V.5H0L-.7 1.1V.5H-1.1z",
  other: "M-.8 -.8H.8V.8H-.8z",
};
const MEDICATION_WIDE = 1.2;

/** The class that carries a kind's hue; kinds without one of their own share the neutral. */
export function kindClass(kind) {
  return KINDS.includes(kind) ? `k-${kind}` : "k-other";
}

/** A kind's mark around (x, y). */
export function mark(kind, x, y, radius, name = "jv-solid") {
  const wide = kind === "medication" ? radius * MEDICATION_WIDE : radius;
  return svg("path", {
    class: name, d: SHAPES[kind] ?? SHAPES.other,
    transform: `translate(${x} ${y}) scale(${wide} ${radius})`, "vector-effect": "non-scaling-stroke",
  });
}

/** A mark as a picture of its own, for lists and headings. */
export function glyph(kind, planned = false) {
  return svg("svg", { class: `jv-glyph ${kindClass(kind)}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    mark(kind, 8, 8, 4.6, planned ? "jv-planned" : "jv-solid"));
}
