// The playground's data: a new folder for each run, and nobody else's is touched.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freshDataDir } from "../playground/data-dir.ts";

test("what ended runs left goes, what a running one uses and what isn't the playground's stays", async () => {
  const parent = await mkdtemp(join(tmpdir(), "playground-data-"));
  // Above what Linux, macOS and Windows give out.
  const ended = join(parent, "playground-99999999");
  const running = join(parent, `playground-${process.ppid}`);
  const foreign = join(parent, "notes");
  for (const folder of [ended, running, foreign]) await mkdir(folder);
  const own = await freshDataDir(parent);
  expect([ended, running, foreign, own].map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
  await rm(parent, { recursive: true });
});
