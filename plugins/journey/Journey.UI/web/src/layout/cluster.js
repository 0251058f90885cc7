/** Joins neighbours closer than `gap` pixels; each cluster is {items, x0, x1}. */
export function cluster(items, gap) {
  const clusters = [];
  for (const item of items.toSorted((a, b) => a.x0 - b.x0)) {
    const last = clusters.at(-1);
    if (last && item.x0 - last.x0 < gap) {
      last.items.push(item);
      last.x1 = Math.max(last.x1, item.x1);
    } else {
      clusters.push({ items: [item], x0: item.x0, x1: item.x1 });
    }
  }
  return clusters;
}
