import { svg, text } from "./elements.js";

/** The names of marks and bars, apart from them: the marks carry the full name for those who do not see. */
export function drawCaptions(scene, unit, selected) {
  const group = svg("g", { class: "jv-captions", "aria-hidden": "true" });
  for (const lane of scene.lanes) {
    for (const item of lane.items) {
      if (item.labelled) group.append(text(item.x1 + 6 * unit, item.y + 4 * unit, item.caption, item.nodes ? "jv-count" : null));
    }
    for (const caption of lane.captions ?? []) group.append(barCaption(caption, unit, selected));
  }
  return group;
}

function barCaption({ x, anchor, name, note, over, item, ids }, unit, selected) {
  const label = text(x, item.y + 4 * unit, name, [ids?.includes(selected) && "jv-strong", over && "jv-halo"].filter(Boolean).join(" ") || null, anchor);
  if (note) label.append(svg("tspan", { class: "jv-note", dx: name ? 4 * unit : 0 }, note));
  return label;
}
