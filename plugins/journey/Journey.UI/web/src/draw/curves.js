import { curveLinear, line as path } from "d3-shape";
import { svg, text } from "./elements.js";

const draw = path().x(point => point.x).y(point => point.y).curve(curveLinear);

/** Bands and curves of the results; the last value is written at the end. */
export function drawCurves(scene, frame, model, value) {
  const group = svg("g", { class: "k-result", "aria-hidden": "true" });
  const { left, right, unit } = frame;
  const until = Math.min(right, Math.max(left, frame.x(model.now)));
  for (const lane of scene.lanes) {
    for (const curve of lane.curves ?? []) {
      if (curve.band) group.append(svg("rect", { class: "jv-band", x: left, y: curve.band.y, width: Math.max(until - left, 0), height: curve.band.height }));
      if (curve.line.length > 1) group.append(svg("path", { class: "jv-curve", d: draw(curve.line), "clip-path": `url(#${frame.clip})` }));
      group.append(...lastValue(curve, frame, until, unit, value));
    }
  }
  return group;
}

function lastValue(curve, frame, until, unit, value) {
  const figures = value(curve.last.value);
  const note = curve.series.unit ?? "";
  const width = Math.max(frame.measure(figures), frame.measure(note));
  const beside = frame.x(curve.last.start) + 9 * unit;
  const x = Math.min(Math.max(until + 8 * unit, beside), frame.edge - width);
  const y = curve.top + 15 * unit;
  return [text(x, y, figures, "jv-strong jv-halo"), note && text(x, y + 14 * unit, frame.cut(note, 70 * unit), "jv-note jv-halo")].filter(Boolean);
}
