/** Results with numbers, by code: {key, label, unit, points, low, high}; the most telling series first. */
export function seriesOf(results) {
  const byCode = new Map();
  for (const node of results) {
    if (node.value === null) continue;
    const key = `${node.code ?? node.label}|${node.unit ?? ""}`;
    if (!byCode.has(key)) byCode.set(key, { key, label: node.label, unit: node.unit, points: [], low: null, high: null });
    const series = byCode.get(key);
    series.points.push(node);
    series.low = node.low ?? series.low;
    series.high = node.high ?? series.high;
  }
  return [...byCode.values()].sort((a, b) => weight(b) - weight(a) || a.label.localeCompare(b.label));
}

/** What is linked to something, then what has a reference range, then what is measured often. */
function weight(series) {
  const watched = series.points.some(node => node.links.some(link => link.kind === "watched-by"));
  const ranged = series.low !== null || series.high !== null;
  return (watched ? 1e6 : 0) + (ranged ? 1e5 : 0) + Math.min(series.points.length, 1e4);
}

/** The values a series is drawn between: its own and its reference range, never a flat line on the edge. */
export function valueDomain(series, points) {
  const values = points.map(node => node.value);
  const all = [...values, series.low, series.high].filter(value => value !== null && value !== undefined);
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = most > least ? (most - least) * 0.08 : Math.max(Math.abs(most) * 0.1, 1);
  return [least - room, most + room];
}
