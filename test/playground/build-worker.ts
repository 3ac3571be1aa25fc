// The Worker as it would be deployed: its code as wrangler bundles it, its bindings as wrangler.toml names them. Made
// once for a whole test run (test/global-setup.ts), because wrangler alone takes seconds to load.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { WorkerOptions } from "miniflare";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface BuiltWorker {
  script: string;
  /** Miniflare's options from wrangler.toml: plain JSON. */
  options: Pick<WorkerOptions, "compatibilityDate" | "bindings" | "d1Databases" | "r2Buckets">;
}

/** The file that holds a built Worker, for processes that shall not build one. */
export const BUILT_WORKER = "MODMAIL_BUILT_WORKER";

let built: Promise<BuiltWorker> | undefined;

export function builtWorker(): Promise<BuiltWorker> {
  const file = process.env[BUILT_WORKER];
  built ??= file === undefined ? buildWorker() : readFile(file, "utf8").then((json) => JSON.parse(json) as BuiltWorker);
  return built;
}

export async function buildWorker(): Promise<BuiltWorker> {
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}wrangler.toml`);
  const { compatibilityDate, bindings, d1Databases, r2Buckets } = workerOptions;
  return { script: await bundle(), options: { compatibilityDate, bindings, d1Databases, r2Buckets } as never };
}

async function bundle(): Promise<string> {
  const bundled = await build({
    absWorkingDir: root,
    entryPoints: ["worker/index.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "browser",
    minify: true,
    keepNames: true,
    conditions: ["workerd", "worker", "browser"],
    logLevel: "silent",
  });
  const [output] = bundled.outputFiles;
  if (output === undefined) throw new Error("esbuild wrote nothing");
  return output.text;
}
