import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { KINDS } from "../data/kinds.js";

const SETTLE = 200;
const REACH = { x: 260, y: 130 };

/** How large a point is drawn: by how many events it stands for and how much it is linked. */
export function radiusOf(point, unit) {
  return (4.5 + Math.min(9, 1.1 * Math.sqrt(point.members.length - 1) + 0.2 * point.degree ** 0.8)) * unit;
}

/** Lays the graph out before it is shown, each kind drawn gently to a side of its own; reheats when dragged. */
export function simulate(graph, unit) {
  const angle = point => (2 * Math.PI * Math.max(0, KINDS.indexOf(point.kind))) / KINDS.length;
  const spread = Math.min(1, Math.sqrt(graph.points.length / 120) + 0.35);
  const simulation = forceSimulation(graph.points)
    .force("link", forceLink(graph.links).distance(78 * unit).strength(link => 0.6 / Math.min(link.source.degree, link.target.degree)))
    .force("charge", forceManyBody().strength(point => -(point.degree === 0 ? 60 : 190) * unit).distanceMax(420 * unit))
    .force("collide", forceCollide(point => radiusOf(point, unit) + 12 * unit))
    .force("x", forceX(point => REACH.x * spread * unit * Math.cos(angle(point))).strength(0.05))
    .force("y", forceY(point => REACH.y * spread * unit * Math.sin(angle(point))).strength(0.1))
    .stop();
  simulation.tick(SETTLE);
  return simulation;
}

/** The transform {k, x, y} that shows all points, and room for names at the end, in a frame. */
export function fitTo(points, width, height) {
  if (points.length === 0) return { k: 1, x: 0, y: 0 };
  const xs = points.map(point => point.x);
  const ys = points.map(point => point.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(1.6, (width * 0.82) / Math.max(x1 - x0, 1), (height * 0.76) / Math.max(y1 - y0, 1));
  return { k, x: width * 0.47 - (k * (x0 + x1)) / 2, y: height * 0.47 - (k * (y0 + y1)) / 2 };
}
