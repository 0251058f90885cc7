/** Widths of text in the chart's own font; a canvas measures without touching the layout. */
export function measurer(element, unit) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `500 ${12 * unit}px ${getComputedStyle(element).fontFamily}`;
  const widths = new Map();
  const measure = content => {
    if (!widths.has(content)) widths.set(content, context.measureText(content).width);
    return widths.get(content);
  };
  return { measure, cut: (content, most) => cut(content, most, measure) };
}

/** A text no wider than `most`, ended by an ellipsis where it was cut. */
export function cut(content, most, measure) {
  if (measure(content) <= most) return content;
  let [short, long] = [0, content.length];
  while (long - short > 1) {
    const middle = (short + long) >> 1;
    if (measure(`${content.slice(0, middle)}…`) <= most) short = middle;
    else long = middle;
  }
  return short === 0 ? "" : `${content.slice(0, short).trimEnd()}…`;
}
