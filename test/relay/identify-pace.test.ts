// The pace at which new gateway sessions may be begun.

import { beforeEach, expect, test } from "vitest";
import { IdentifyPace } from "../../gateway-relay/src/identify-pace.ts";
import { createLog } from "../../gateway-relay/src/log.ts";

const never = new AbortController().signal;

let log: string[] = [];
beforeEach(() => {
  log = [];
});

function pace(remaining: number, resetAfter: number) {
  const askDiscord = async () => {
    const session_start_limit = { total: 1000, remaining, reset_after: resetAfter, max_concurrency: 1 };
    return { url: "wss://gateway", shards: 1, session_start_limit };
  };
  return new IdentifyPace(
    askDiscord,
    createLog((line) => log.push(line)),
  );
}

test("the first session begins at once", async () => {
  // Longer than any test may take.
  await pace(5, 3_600_000).waitForIdentify(0, never);
  expect(log).toEqual([]);
});

test("with no session left for today it waits until Discord allows one, or the token would be reset", async () => {
  const at = performance.now();
  await pace(0, 300).waitForIdentify(0, never);
  expect(performance.now() - at).toBeGreaterThanOrEqual(295);
  expect(log.join()).toContain('"wait_ms":300');
});

test.each([
  ["for tomorrow's sessions", pace(0, 60_000), 0],
  ["out the five seconds between two sessions", pace(5, 60_000), 1],
])("waiting %s ends with an error when the connection is gone", async (_, paced, earlier) => {
  for (let n = 0; n < earlier; n++) await paced.waitForIdentify(0, never);
  const gone = new AbortController();
  const waiting = paced.waitForIdentify(0, gone.signal);
  await new Promise(setImmediate);
  gone.abort();
  await expect(waiting).rejects.toThrow();
});

test("a Discord that can't say how many are left doesn't keep the relay out", async () => {
  const unknown = new IdentifyPace(
    () => Promise.reject(new Error("502")),
    createLog(() => {}),
  );
  await expect(unknown.waitForIdentify(0, never)).resolves.toBeUndefined();
});
