// The cut-off matrix: every flow, cut off at every call it makes, in every way, ends as if nothing had happened.

import { describe, expect, test } from "vitest";
import { CUTS, cutOff, uncut } from "./cut.ts";
import { FLOWS } from "./flows.ts";
import { PRIVACY_FLOWS } from "./flows-privacy.ts";

describe.each(Object.entries({ ...FLOWS, ...PRIVACY_FLOWS }))("%s", (_name, flow) => {
  test("leaves nothing half done", async () => {
    const { world } = await uncut(flow);
    const unfinished = await world.store.unfinished(Number.MAX_SAFE_INTEGER, 10);
    const waiting = world.tables.messages.filter(({ state }) => state === "pending");
    expect([...unfinished, ...waiting].length > 0).toBe(flow.waits === true);
  });

  test.each(CUTS)("as if nothing had happened when any call %s its effect", async (cut) => {
    const { calls, end } = await uncut(flow);
    expect(calls.length).toBeGreaterThan(1);
    for (const [at, call] of calls.entries()) {
      expect((await cutOff(flow, at, cut)).end, `cut at call ${at}: ${call}`).toEqual(end);
    }
  });
});
