import { parseDate } from "../data/dates.js";

const DAY = 86_400_000;
const SHAPES = {
  year: { year: "numeric" },
  month: { month: "short", year: "numeric" },
  day: { day: "numeric", month: "short", year: "numeric" },
  time: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  dayMonth: { day: "numeric", month: "short" },
  monthOnly: { month: "short" },
  clock: { hour: "2-digit", minute: "2-digit" },
};

/** Dates, durations and numbers as the locale writes them. */
export function formats(locale, t) {
  const cache = new Map();
  const write = (shape, at) => {
    if (!cache.has(shape)) cache.set(shape, new Intl.DateTimeFormat(locale, SHAPES[shape]));
    return cache.get(shape).format(at);
  };
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    write,
    day: at => write("day", at),
    number: value => number.format(value),
    /** An ISO date as exactly as it was given: a year stays a year. */
    iso(iso, withTime = false) {
      const date = parseDate(iso);
      if (!date) return t("unknownDate");
      return write(date.precision === "time" && !withTime ? "day" : date.precision, date.at);
    },
    duration(from, to) {
      const days = Math.round((to - from) / DAY);
      if (days < 1) return "";
      if (days < 60) return t("day", { count: days });
      return days < 730 ? t("month", { count: Math.round(days / 30.44) }) : t("year", { count: Math.floor(days / 365.25) });
    },
  };
}
