import { svg } from "./elements.js";

const PATHS = {
  minus: "M5 12h14",
  plus: "M12 5v14M5 12h14",
  lanes: "M4 6h16M7 12h10M10 18h4",
  find: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20.5 20.5 16 16",
  table: "M4 5h16v14H4zM4 10h16M10 10v9",
  time: "M4 7h9M8 12h12M4 17h7",
  graph: "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M18 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M9 21a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8.200 6.400l7.400 2.300M7 8l1.600 8M10.600 16.700l5.700-5.300",
  previous: "m15 5-7 7 7 7",
  next: "m9 5 7 7-7 7",
  close: "m6 6 12 12M18 6 6 18",
  again: "M20 11a8 8 0 0 0-14.5-3.5L3.5 10M3.5 5v5h5M4 13a8 8 0 0 0 14.5 3.5l2-2.5M20.5 19v-5h-5",
  error: "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 8v5M12 16v.01",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
  path: "M5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M19 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M7 17h8a3.5 3.5 0 0 0 0-7H9a2.5 2.5 0 0 1 0-5h8",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
};

export function icon(name, size = "i") {
  return svg("svg", { class: size, viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
