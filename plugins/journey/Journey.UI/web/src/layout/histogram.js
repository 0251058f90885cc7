/** How many events begin in each of `count` equal parts of the bounds. */
export function histogram(nodes, [from, to], count) {
  const bins = new Array(count).fill(0);
  for (const node of nodes) {
    const bin = Math.floor(((node.start - from) / (to - from)) * count);
    if (bin >= 0 && bin < count) bins[bin] += 1;
  }
  return bins;
}
