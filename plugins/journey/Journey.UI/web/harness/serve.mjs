// Development only: serves the built element with invented records under the same strict policy as the host.
//   LOOK=<folder with tokens.css and look.css> PORT=5180 node harness/serve.mjs
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { calm, lifetime } from "./data.mjs";

const here = new URL("./", import.meta.url).pathname;
const built = new URL("../../wwwroot/", import.meta.url).pathname;
const look = process.env.LOOK ?? here;
const port = Number(process.env.PORT ?? 5180);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const now = process.env.NOW ? Date.parse(process.env.NOW) : Date.now();

const problem = (status, title, code, more = {}) => ({ status, type: "application/problem+json", body: JSON.stringify({ title, status, code, ...more }) });
const json = value => ({ status: 200, type: "application/json", body: JSON.stringify(value) });
const RECORDS = {
  calm: () => json(calm(now)), lifetime: () => json(lifetime(now)), past: () => json(lifetime(now - 6 * 365 * 86_400_000, 30)),
  empty: () => json({ nodes: [], edges: [] }),
  forbidden: () => problem(403, "Permission missing", "platform.forbidden", { permission: "journey:read" }),
  missing: () => problem(404, "No such patient", "journey.unknown-patient"),
  broken: () => problem(503, "The record did not answer", "journey.unavailable"),
  garbage: () => ({ status: 200, type: "text/html", body: "<p>not a graph" }),
};

async function answer(url) {
  const record = /^\/api\/(\w+)$/.exec(url.pathname)?.[1];
  if (record === "slow") return new Promise(done => setTimeout(() => done(RECORDS.calm()), 4000));
  if (record) return RECORDS[record]?.() ?? problem(404, "No such record", "404");
  const name = normalize(url.pathname === "/" ? "/index.html" : url.pathname);
  for (const folder of [here, built, look]) {
    const body = await readFile(join(folder, name)).catch(() => null);
    if (body) return { status: 200, type: TYPES[extname(name)] ?? "text/plain", body };
  }
  return { status: 404, type: "text/plain", body: "not found" };
}

createServer(async (request, response) => {
  const { status, type, body } = await answer(new URL(request.url, "http://localhost"));
  response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": POLICY, "Cache-Control": "no-store" }).end(body);
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/?record=calm  (${Object.keys(RECORDS).join(", ")}, slow; &locale=de &theme=dark)`));
