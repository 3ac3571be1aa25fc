// A short run of `npm run chaos`: relay, Worker, Discord and the network between them fail while people talk.

import { expect, test } from "vitest";
import { runChaos } from "../chaos/run.ts";
import { summarize } from "../chaos/summary.ts";

test("whatever fails, nothing is lost, nothing comes twice, everything is in order", async () => {
  const progress: string[] = [];
  const result = await runChaos({ seed: 33, users: 8, minutes: 0.2, gaps: true, say: (text) => progress.push(text) });
  expect(result.happened.messages).toBeGreaterThan(40);
  expect(Object.entries(result.happened).filter(([name]) => TROUBLES.includes(name)).length).toBeGreaterThan(3);
  expect(summarize(result).isGood, `${progress.join("\n")}\n${summarize(result).text}`).toBe(true);
}, 150_000);

const TROUBLES = [
  "relay killed",
  "Worker stopped",
  "gateway dropped",
  "dispatches repeated",
  "Discord failed",
  "storm between relay and Worker",
  "channel deleted by hand",
  "gateway session ended",
];
