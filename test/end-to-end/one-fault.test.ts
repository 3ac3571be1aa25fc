// One fault at each of the Discord calls that opening, talking, changing what was said and closing make: whatever goes wrong
// once (or five times), every message is seen once, in order, and the thread ends closed with all that belongs to it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type End, play, type Script, type Stage, scripts, startStage } from "./one-fault-stories.ts";

const all = scripts();
const rows = all.flatMap((script) => script.calls.map((call) => ({ call, failure: script.failure, script })));
const ends = new Map<Script, Promise<End>>();

let stages: Stage[];
beforeAll(async () => {
  // A request without an answer holds one of the relay's deliveries: those that wait so have a relay of their own.
  stages = await Promise.all([startStage(), startStage()]);
  for (const [number, script] of all.entries()) {
    const stage = stages[script.failure.startsWith("no answer") ? 1 : 0];
    if (stage) ends.set(script, play(stage, number, script));
  }
  await Promise.allSettled(ends.values());
}, 400_000);
afterAll(() => Promise.all(stages.map((stage) => stage.close())));

const count = (texts: string[], needle: string) => texts.filter((text) => text.includes(needle)).length;

test.each(rows)("$call, $failure: everything is seen once", async ({ call, script }) => {
  const end = await ends.get(script);
  if (!end) throw new Error("never played");
  const { name, staffSaw, userSaw, logs, thread } = end;
  expect(end.armed.get(call)?.left(), "the fault was met").toBe(0);
  const seen = end.seen.get(call);
  if (seen) {
    expect(count(staffSaw, seen.words), "for staff").toBe(seen.byStaff ? 1 : 0);
    expect(count(userSaw, seen.words), "for the user").toBe(seen.byUser ? 1 : 0);
  }
  const said = staffSaw.map((text) => text.split("\n").at(-1) ?? "");
  expect(said.filter((text) => /^(first|last) of /.test(text))).toEqual([`first of ${name}`, `last of ${name}`]);
  expect(count(staffSaw, `with ${name}`)).toBe(1);
  expect(count(userSaw, "Your message is with")).toBe(1);
  expect(count(userSaw, "is closed")).toBe(1);
  expect([count(logs, "opened"), count(logs, "closed")]).toEqual([1, 1]);
  expect(thread).toEqual({ state: "closed", log_state: "posted" });
});
