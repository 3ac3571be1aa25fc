// Fails when the Worker's bundle outgrows its budget, so that a heavy dependency is noticed on the day it comes in.
// Measures what `npm run build` wrote: `node test/bundle-size.ts`.

import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** KiB after gzip. Cloudflare's own limits are far above; start-up time grows long before them. */
const BUDGET = 320;

const folder = fileURLToPath(new URL("../dist", import.meta.url));
const modules = (await readdir(folder)).filter((name) => /\.(js|mjs|wasm)$/.test(name));
if (!modules.includes("index.js")) throw new Error("There is no dist/index.js: run `npm run build` first.");

let size = 0;
for (const name of modules) size += gzipSync(await readFile(`${folder}/${name}`)).byteLength / 1024;
console.log(`The Worker's bundle is ${size.toFixed(1)} KiB after gzip; ${BUDGET} are allowed.`);
process.exitCode = size <= BUDGET ? 0 : 1;
