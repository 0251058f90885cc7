import { timeTicks } from "../time/ticks.js";
import { line, svg, text } from "./elements.js";

const TICK_ROOM = 78;

/** The shared ticks, and the present: today, or the day of death. */
export function drawAxis(frame, height, { t, format, model, window }) {
  const { unit, left, right, x } = frame;
  const group = svg("g", { "aria-hidden": "true" });
  const top = 20 * unit;
  const now = x(model.now);
  const showNow = now >= left && now <= right;
  const present = t(model.deceased ? "died" : "today");
  const pill = frame.measure(present) + 10 * unit;
  for (const tick of timeTicks(window, Math.max(3, Math.floor((right - left) / (TICK_ROOM * unit))), format)) {
    const at = x(tick.at);
    group.append(line(at, top, at, height, "jv-tick"));
    const label = at + 5 * unit;
    const width = frame.measure(tick.label);
    const free = label + width < right + 8 * unit && (!showNow || label + width < now - pill / 2 || label > now + pill / 2);
    if (free) group.append(text(label, 15 * unit, tick.label, "jv-note"));
  }
  if (showNow) group.append(...today(now, pill, top, height, unit, present));
  return group;
}

function today(now, pill, top, height, unit, said) {
  return [
    line(now, top, now, height, "jv-now"),
    svg("rect", { class: "jv-now-pill", x: now - pill / 2, y: 3 * unit, width: pill, height: 17 * unit, rx: 4 * unit }),
    text(now, 15 * unit, said, "jv-now-text", "middle"),
  ];
}
