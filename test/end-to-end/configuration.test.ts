// A Worker that isn't configured, in workerd: every route says what is missing, in the answer and in the log.

import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../playground/stack.ts";
import { type RunningWorker, startWorker } from "../playground/worker.ts";

let worker: RunningWorker;
beforeAll(async () => {
  worker = await startWorker({
    vars: {
      DISCORD_PUBLIC_KEY: "ab".repeat(32),
      PUBLIC_URL: "modmail.example",
      DISCORD_TOKEN: "secret-but-no-token",
      RELAY_SECRET: "hunter2hunter2",
    },
  });
});
afterAll(() => worker.stop());

test("every route answers 500 and names all that is missing or malformed, but no value", async () => {
  const routes: [string, string][] = [
    ["GET", "/health"],
    ["GET", "/nothing-here"],
    ["POST", "/interactions"],
    ["POST", "/gateway-events"],
  ];
  for (const [method, path] of routes) {
    const answer = await fetch(worker.url + path, { method, ...(method === "POST" ? { body: "{}" } : {}) });
    const { error } = (await answer.json()) as { error: string };
    expect({ path, status: answer.status }).toEqual({ path, status: 500 });
    expect(error).toMatch(/DISCORD_APPLICATION_ID is missing.*PUBLIC_URL must be.*DISCORD_TOKEN must be.*RELAY_SECRET/);
    expect(error).not.toMatch(/secret-but-no-token|hunter2|abab|modmail\.example/);
  }
  const logged = await until(() => worker.log.find(({ door }) => door === "worker"), "nothing was logged");
  expect(logged.problem).toContain("DISCORD_APPLICATION_ID is missing");
  expect(JSON.stringify(worker.log)).not.toMatch(/secret-but-no-token|hunter2/);
});
