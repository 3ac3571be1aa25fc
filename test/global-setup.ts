// Once for a whole test run: builds the Worker that every end-to-end story starts.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILT_WORKER, buildWorker } from "./playground/build-worker.ts";

export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "modmail-worker-"));
  const file = join(folder, "worker.json");
  await writeFile(file, JSON.stringify(await buildWorker()));
  process.env[BUILT_WORKER] = file;
  return () => rm(folder, { recursive: true, force: true });
}
