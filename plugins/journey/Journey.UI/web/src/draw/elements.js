// Elements through the DOM only: no markup strings and no style attributes, so a strict CSP holds.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function line(x1, y1, x2, y2, name) {
  return svg("line", { x1, y1, x2, y2, class: name });
}

export function text(x, y, content, name, anchor) {
  return svg("text", { x, y, class: name, "text-anchor": anchor }, content);
}
