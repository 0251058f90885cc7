import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { KINDS } from "../data/kinds.js";

const SETTLE = 160;
const REACH = { x: 190, y: 120 };

/** How large a point is drawn: by how many events it stands for and how much it is linked. */
export function radiusOf(point, unit) {
  return (4.5 + Math.min(12, 1.6 * Math.sqrt(point.members.length - 1) + 0.25 * point.degree ** 0.8)) * unit;
}

/** Lays the graph out before it is shown, each kind drawn gently to a side of its own; reheats when dragged. */
export function simulate(graph, unit) {
  const angle = point => (2 * Math.PI * Math.max(0, KINDS.indexOf(point.kind))) / KINDS.length;
  const simulation = forceSimulation(graph.points)
    .force("link", forceLink(graph.links).distance(54 * unit).strength(link => 0.5 / Math.min(link.source.degree, link.target.degree)))
    .force("charge", forceManyBody().strength(-130 * unit).distanceMax(420 * unit))
    .force("collide", forceCollide(point => radiusOf(point, unit) + 5 * unit))
    .force("x", forceX(point => REACH.x * unit * Math.cos(angle(point))).strength(0.05))
    .force("y", forceY(point => REACH.y * unit * Math.sin(angle(point))).strength(0.08))
    .stop();
  simulation.tick(SETTLE);
  return simulation;
}

/** The transform {k, x, y} that shows all points in a frame. */
export function fitTo(points, width, height) {
  const xs = points.map(point => point.x);
  const ys = points.map(point => point.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(2, 0.84 * Math.min(width / Math.max(x1 - x0, 1), height / Math.max(y1 - y0, 1)));
  return { k, x: width / 2 - (k * (x0 + x1)) / 2, y: height / 2 - (k * (y0 + y1)) / 2 };
}
