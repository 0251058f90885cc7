// Bundles the element and its style sheet into ../wwwroot, with the licences of what is bundled.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const out = new URL("../wwwroot/", import.meta.url).pathname;
const here = new URL("./", import.meta.url).pathname;
await mkdir(out, { recursive: true });
const result = await build({
  entryPoints: { journey: `${here}src/journey.js` }, outdir: out, bundle: true, format: "esm", target: "es2022",
  minify: true, legalComments: "none", metafile: true, charset: "utf8",
});
await build({ entryPoints: { journey: `${here}css/journey.css` }, outdir: out, bundle: true, minify: true, charset: "utf8" });

const used = new Set(Object.keys(result.metafile.inputs).map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
const licences = [];
for (const name of [...used].sort()) {
  const folder = `${here}node_modules/${name}/`;
  const { version } = JSON.parse(await readFile(`${folder}package.json`, "utf8"));
  const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
  licences.push(`${name} ${version}\n\n${file ? (await readFile(folder + file, "utf8")).trim() : "see its package"}\n`);
}
await writeFile(`${out}journey.licenses.txt`, licences.join(`\n${"-".repeat(72)}\n\n`));
const [[, { bytes }]] = Object.entries(result.metafile.outputs);
console.log(`journey.js ${(bytes / 1024).toFixed(1)} kB, ${used.size} bundled packages`);
