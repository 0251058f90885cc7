import { scaleTime } from "d3-scale";

const DAY = 86_400_000;
const JANUARY = 0;

/** Shared ticks of a window: {at, label}; the first of each year, and of the axis, says its year. */
export function timeTicks([from, to], count, format) {
  const ticks = scaleTime().domain([from, to]).ticks(count).map(date => date.getTime());
  const level = levelOf(ticks.length > 1 ? ticks[1] - ticks[0] : to - from);
  return ticks.map((at, index) => ({ at, label: label(at, ticks[index - 1], level, format) }));
}

function levelOf(step) {
  if (step >= 300 * DAY) return "year";
  if (step >= 26 * DAY) return "month";
  return step >= DAY * 0.9 ? "day" : "hour";
}

function label(at, before, level, format) {
  const fresh = before === undefined || new Date(before).getFullYear() !== new Date(at).getFullYear();
  if (level === "year") return format.write("year", at);
  if (level === "month") return format.write(fresh || new Date(at).getMonth() === JANUARY ? "month" : "monthOnly", at);
  if (level === "day") return format.write(fresh ? "day" : "dayMonth", at);
  const newDay = before === undefined || new Date(before).getDate() !== new Date(at).getDate();
  return format.write(newDay ? "day" : "clock", at);
}
