// "Reply with this", /reply and /note over memory ports: whose reply it is, what of a typed message is sent, and what isn't.

import { describe, expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import type { Asked } from "../../../worker/interactions/feature.ts";
import { noteFeature } from "../../../worker/interactions/note.ts";
import { replyFeature } from "../../../worker/interactions/reply.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, JONAS, sampleExtras } from "../ports/samples.ts";
import { openThread, screenshot, typed } from "../threads/scenes.ts";
import { asked, jonas, run } from "./asked.ts";

const aiko = { id: AIKO, name: "Aiko", avatarUrl: null };

const menu = (world: MemoryPorts, target: Asked["target"], person = jonas) =>
  run(replyFeature.menus?.[0]?.handle(asked(world, { target, person }), world.ports as App));

/** What Aiko typed in the channel, as the menu brings it. */
function message(world: MemoryPorts, content: string, change: { byBot?: boolean; files?: boolean } = {}) {
  const given = typed(world, content, { author: aiko, attachments: change.files ? [screenshot(world)] : [] });
  return { given, target: { kind: "message", message: given.message, byBot: change.byBot ?? false } as const };
}
const replies = (world: MemoryPorts) => world.dm().filter((text) => text.startsWith("Northwind:"));

describe("Reply with this", () => {
  test("sends what someone typed, with its files, in the name of who uses it, and marks it", async () => {
    const world = await openThread();
    const { target } = message(world, "Which rank?", { files: true });
    expect(await menu(world, target)).toEqual({ text: "Jonas | Reply to Mara | Which rank?", files: [] });
    expect(replies(world)).toEqual(["Northwind: Which rank? +screenshot.png"]);
    expect(world.tables.messages.at(-1)).toMatchObject({ id: target.message.id, kind: "reply", author: jonas });
    expect(world.discord.channels.marksOn(target.message.id)).toEqual(["delivered"]);
  });

  test("keeps what the message holds besides text and files", async () => {
    const world = await openThread();
    const { target } = message(world, "");
    const extras = sampleExtras();
    await menu(world, { ...target, message: { ...target.message, extras } });
    expect(world.tables.messages.at(-1)).toMatchObject({ kind: "reply", extras });
  });

  test("used by two at once it sends one message; used again it says so", async () => {
    const world = await openThread();
    const { target } = message(world, "Which rank?");
    const [first, second] = await Promise.all([menu(world, target), menu(world, target, aiko)]);
    expect(second).toEqual(first);
    expect(replies(world)).toHaveLength(1);
    expect((await menu(world, target, aiko)).text).toBe("This message is with the user already.");
  });

  test("turns the note that the message was into the reply", async () => {
    const world = await openThread();
    const { given, target } = message(world, "Captain it is.");
    await receiveStaffMessage(world.ports, given);
    await menu(world, target);
    const { id } = target.message;
    expect(world.tables.messages.filter((one) => one.id === id)).toMatchObject([{ kind: "reply", state: "delivered" }]);
  });

  test.each([
    ["!r Which rank?", "Which rank?", undefined],
    ["!ar Which rank?", "Which rank?", true],
    ["!important", "!important", undefined],
    ["// Which rank?", "// Which rank?", undefined],
  ])("of %s sends %s", async (content, sent, anonymous) => {
    const world = await openThread();
    await menu(world, message(world, content).target);
    expect(replies(world)).toEqual([`Northwind: ${sent}`]);
    expect(world.tables.messages.at(-1)?.anonymous).toBe(anonymous);
  });

  test("sends what was typed in vain while someone else had the thread", async () => {
    const world = await openThread();
    await world.store.claim(world.thread().id, null, JONAS, world.clock.now());
    const { given, target } = message(world, "!r Which rank?");
    expect((await receiveStaffMessage(world.ports, given)).outcome).toBe("refused");
    await menu(world, target);
    expect(replies(world)).toEqual(["Northwind: Which rank?"]);
  });

  test("sends nothing that a bot wrote, nothing without words or files, and nothing that isn't a message", async () => {
    const world = await openThread();
    const said = async (target: Asked["target"]) => (await menu(world, target)).text;
    expect(await said(message(world, "[header]", { byBot: true }).target)).toContain("written by a bot");
    expect(await said(message(world, "").target)).toContain("There is nothing to send");
    expect(await said({ kind: "user", user: { ...aiko, isBot: false } })).toContain("isn't one that I offered");
    expect(await said(null)).toContain("isn't one that I offered");
    expect(replies(world)).toEqual([]);
  });
});

test("/reply shows its files in the channel, but for those that the answer can't take", async () => {
  const world = await openThread();
  const given = { options: { text: "Look", anonymous: true }, attachments: [screenshot(world)] };
  const handle = replyFeature.command && "handle" in replyFeature.command ? replyFeature.command.handle : undefined;
  const answer = (change: Partial<Asked>) => run(handle?.(asked(world, { ...given, ...change }), world.ports as App));
  expect(await answer({})).toEqual({ text: "Jonas | Anonymous reply to Mara | Look", files: ["screenshot.png"] });
  expect((await answer({ fileLimit: 3 })).files).toEqual([]);
  expect(replies(world)).toHaveLength(2);
});

test("/note keeps text and files among staff, also for who may not answer", async () => {
  const world = await openThread();
  await world.store.claim(world.thread().id, null, AIKO, world.clock.now());
  const handle = noteFeature.command && "handle" in noteFeature.command ? noteFeature.command.handle : undefined;
  const given = { options: { text: "Looks honest" }, attachments: [screenshot(world)] };
  const answer = await run(handle?.(asked(world, given), world.ports as App));
  expect(answer).toEqual({ text: "Jonas | Note | Looks honest", files: ["screenshot.png"] });
  expect(world.tables.messages.at(-1)).toMatchObject({ kind: "note", content: "Looks honest", author: jonas });
  expect(replies(world)).toEqual([]);
});
