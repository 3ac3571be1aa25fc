// `npm run demo`: ends well when every step is seen, and says so with its exit code when one isn't.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BUILT_WORKER, builtWorker } from "../playground/build-worker.ts";

const DEMO = new URL("../playground/demo.ts", import.meta.url).pathname;

function runDemo(environment: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [DEMO], { env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

test("plays the whole story, and says where the transcript lies", async () => {
  const { code, output } = await runDemo();
  expect(output).toContain("All 6 steps were seen.");
  expect(code).toBe(0);
  const [, copy] = /to be opened in a browser, at (\S+)/.exec(output) ?? [];
  expect(await readFile(copy ?? "", "utf8")).toContain("Hi, I am missing my rank.");
});

test("exits with 1 at the first step that isn't seen", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modmail-demo-"));
  const built = await builtWorker();
  // A Worker whose dropdown isn't the one that the story chooses from.
  const script = built.script.replace(/\("choose-server",\s*\w+\)/, '("choose-server", "other")');
  expect(script).not.toBe(built.script);
  await writeFile(join(folder, "worker.json"), JSON.stringify({ ...built, script }));
  const { code, output } = await runDemo({ [BUILT_WORKER]: join(folder, "worker.json") });
  expect(output).toContain("Not seen after step 2:");
  expect(code).toBe(1);
  await rm(folder, { recursive: true });
});
