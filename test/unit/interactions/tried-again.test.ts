// What staff do by commands while Discord fails: tried again for as long as an invocation lives after its answer; what
// takes longer is finished by the schedule.

import { beforeEach, describe, expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import type { Attachment } from "../../../worker/domain/message.ts";
import { Later } from "../../../worker/domain/refusal.ts";
import { deleteFeature } from "../../../worker/interactions/delete.ts";
import { editFeature } from "../../../worker/interactions/edit.ts";
import type { Feature } from "../../../worker/interactions/feature.ts";
import { replyFeature } from "../../../worker/interactions/reply.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { MINUTE, openThread, screenshot } from "../threads/scenes.ts";
import { asked, run } from "./asked.ts";

let world: MemoryPorts;
beforeEach(async () => {
  world = await openThread();
});

const command = (feature: Feature, options: Record<string, string> = {}, attachments: Attachment[] = []) => {
  const handle = feature.command && "handle" in feature.command ? feature.command.handle : undefined;
  return run(handle?.(asked(world, { options, attachments }), world.ports as App));
};

/** Discord fails so often before it takes this call: each time seconds later. */
function fails(call: string, times: number, seconds: number): void {
  let left = times;
  world.intercept((name, go) => {
    if (name !== `discord.${call}` || left === 0) return go();
    left -= 1;
    world.clock.pass(seconds * 1000);
    throw new Later(2, "Discord failed");
  });
}

const channelShows = (words: string) => world.channel().filter((text) => text.includes(words));
const userSees = () => world.dm().filter((text) => text.startsWith("Northwind:"));

describe("a reply by command", () => {
  test.each([
    ["five failures", 5, 0],
    ["one that took all of Discord's fifteen seconds", 1, 15],
  ])("reaches the user after %s, and is the answer", async (_, times, seconds) => {
    fails("sendReply", times, seconds);
    expect((await command(replyFeature, { text: "Which rank?" })).text).toContain("Which rank?");
    expect(userSees()).toEqual(["Northwind: Which rank?"]);
  });

  test("that takes longer is sent by the schedule, once, and shown to staff then", async () => {
    fails("sendReply", 2, 15);
    const { text } = await command(replyFeature, { text: "Which rank?" }, [screenshot(world)]);
    expect(text).toContain("It is kept and will be tried again");
    expect(channelShows("Which rank?")).toEqual([]);
    for (const _ of [1, 2, 3]) {
      world.clock.pass(MINUTE);
      await finishCutOff(world.ports);
    }
    expect(userSees()).toEqual(["Northwind: Which rank? +screenshot.png"]);
    expect(channelShows("Which rank?")).toEqual(["Jonas to Mara: Which rank? (screenshot.png)"]);
    const [reply] = world.tables.messages.filter(({ kind }) => kind === "reply");
    expect(reply).toMatchObject({ state: "delivered", shownId: expect.any(String) });
  });
});

describe("a change of a reply by command", () => {
  beforeEach(() => command(replyFeature, { text: "Which rang?" }));

  test.each([
    ["edit", editFeature, { text: "Which rank?" }, ["Northwind: Which rank?"]],
    ["deletion", deleteFeature, {}, []],
  ])("(%s) is shown after some failures", async (_, feature, options, seen) => {
    fails("reviseReply", 5, 0);
    const [reply] = world.tables.messages.filter(({ kind }) => kind === "reply");
    expect((await command(feature, { ...options, reply: reply?.id ?? "" })).text).toMatch(/(edited|deleted) a reply\./);
    expect(userSees()).toEqual(seen);
  });
});
