// A message that is too much for one of Discord's: all its copies, in order, once, or none of them; and who is named above
// which copy.

import { describe, expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { chooseServer } from "../../../worker/threads/choose-server.ts";
import type { NewMessage } from "../../../worker/threads/ports.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, JONAS, MARA, newThread, OTHER_GUILD, sampleExtras, sampleFile } from "../ports/samples.ts";
import { MINUTE, openThread, twoServers, typed, write } from "./scenes.ts";

const LONG = "word ".repeat(1000).trim();
const MIB = 1_048_576;
/** What stands in the user's DM since the thread was opened. */
const inDm = (world: MemoryPorts) => world.dm().slice(1);
const inChannel = (world: MemoryPorts) => world.channel().slice(2);

/** Files that are on Discord's CDN, of these sizes. */
const files = (world: MemoryPorts, sizes: readonly number[]) =>
  sizes.map((size, at) => {
    const file = sampleFile({ name: `${at}.bin`, size, url: `https://cdn.example/${at}` });
    world.files.cdn.set(file.url, new Uint8Array(4));
    return file;
  });

describe("a long reply", () => {
  test("arrives in several messages, and all of them are known", async () => {
    const world = await openThread();
    await receiveStaffMessage(world.ports, typed(world, `!r ${LONG}`));
    const copies = world.discord.channels.get(dmOf(MARA)).messages.slice(1);
    expect(copies.map(({ text }) => text.replace("Northwind: ", "")).join("")).toBe(LONG);
    expect(copies).toHaveLength(2);
    expect(world.tables.messages.at(-1)).toMatchObject({ state: "delivered", copyIds: copies.map(({ id }) => id) });
  });

  test("that is cut off in the middle for an hour goes on behind what stands", async () => {
    const world = await openThread();
    const message = typed(world, `!r ${LONG}`);
    world.intercept((name, run) => {
      if (name !== "discord.sendReply") return run();
      // Discord fails from the second message on.
      const post = world.discord.channels.post.bind(world.discord.channels);
      let posts = 0;
      world.discord.channels.post = (...given) => {
        if (++posts > 1) throw new Later(2, "Discord failed");
        return post(...given);
      };
      return run().finally(() => {
        world.discord.channels.post = post;
      });
    });
    await expect(receiveStaffMessage(world.ports, message)).rejects.toThrow(Later);
    expect(inDm(world)).toHaveLength(1);
    expect(world.tables.messages.at(-1)).toMatchObject({ state: "pending", copyIds: [expect.any(String)] });

    world.intercept((_, run) => run());
    world.clock.pass(60 * MINUTE);
    expect((await receiveStaffMessage(world.ports, message)).outcome).toBe("repeated");
    expect(
      inDm(world)
        .map((text) => text.replace("Northwind: ", ""))
        .join(""),
    ).toBe(LONG);
  });

  test("that Discord refuses in the middle leaves nothing with the user, and staff learn that nothing was sent", async () => {
    const world = await openThread();
    const last = `Northwind: ${LONG.slice(4095)}`;
    world.discord.refusedTexts.set(last, { reason: "blocked-by-filter" });
    const message = typed(world, `!r ${LONG}`);
    expect((await receiveStaffMessage(world.ports, message)).outcome).toBe("refused");
    expect(inDm(world)).toEqual([]);
    expect(world.channel().at(-1)).toBe("[not-sent blocked-by-filter]");
    expect(world.tables.messages.at(-1)).toMatchObject({ state: "refused", problem: "blocked-by-filter" });
  });
});

describe("a user's files", () => {
  const send = async (world: MemoryPorts, sizes: readonly number[], change: Partial<NewMessage> = {}) => {
    const message = write(world, { content: "See", attachments: files(world, sizes), ...change });
    await receiveUserMessage(world.ports, message);
    return inChannel(world);
  };

  test.each([
    [
      "ten of them in one message",
      Array(10).fill(1),
      ["Mara: See +0.bin +1.bin +2.bin +3.bin +4.bin +5.bin +6.bin +7.bin +8.bin +9.bin"],
    ],
    ["the eleventh in the next", Array(11).fill(1), [expect.stringContaining("+9.bin"), "Mara: +10.bin"]],
    ["24 MiB in one message", [10 * MIB, 10 * MIB, 4 * MIB], ["Mara: See +0.bin +1.bin +2.bin"]],
    ["what is beyond in the next", [10 * MIB, 10 * MIB, 4 * MIB + 1], ["Mara: See +0.bin +1.bin", "Mara: +2.bin"]],
    [
      "more than 10 MiB linked, in its place among the others",
      [1, 10 * MIB + 1, 1],
      ["Mara: See +0.bin +2.bin (1.bin)"],
    ],
  ])("go over: %s", async (_, sizes, said) => {
    expect(await send(await openThread(), sizes)).toEqual(said);
  });

  test("wait for the other copies when the bot lacks a permission in between, and nothing shows twice", async () => {
    const world = await openThread();
    world.discord.refusedTexts.set("Mara: +10.bin", { reason: "missing-permission" });
    const message = write(world, { content: "See", attachments: files(world, Array(11).fill(1)) });
    expect((await receiveUserMessage(world.ports, message)).outcome).toBe("waits");
    expect(inChannel(world)).toHaveLength(1);
    world.discord.refusedTexts.clear();
    world.clock.pass(60 * MINUTE);
    expect((await receiveUserMessage(world.ports, message)).outcome).toBe("delivered");
    expect(inChannel(world)).toEqual([expect.stringContaining("+9.bin"), "Mara: +10.bin"]);
  });

  test("of stickers and forwarded messages are kept and go over like any others", async () => {
    const world = await openThread();
    const extras = sampleExtras();
    for (const { picture } of extras.stickers) if (picture) world.files.cdn.set(picture.url, new Uint8Array(4));
    expect(await send(world, [], { content: "", extras })).toEqual(["Mara:  +proof.png +Wave.png"]);
  });
});

describe("what staff type", () => {
  test("goes to the user as a sticker alone, a poll alone or a forward alone, where typing is for the user", async () => {
    const world = await openThread();
    world.addServer({ replyCommand: false });
    const { stickers, poll, forwarded } = sampleExtras();
    for (const extras of [
      { stickers, poll: null, forwarded: null },
      { stickers: [], poll, forwarded: null },
      { stickers: [], poll: null, forwarded },
    ]) {
      const message = typed(world, "", { extras });
      expect((await receiveStaffMessage(world.ports, message)).outcome).toBe("delivered");
    }
    expect(inDm(world)).toHaveLength(3);
  });

  test("stays a note with its sticker, where it isn't", async () => {
    const world = await openThread();
    const message = typed(world, "", { extras: sampleExtras() });
    expect((await receiveStaffMessage(world.ports, message)).outcome).toBe("noted");
    expect(world.tables.messages.at(-1)).toMatchObject({ kind: "note", extras: { poll: { question: "Which rank?" } } });
  });
});

describe("the writer's name stands above a copy", () => {
  const named = (world: MemoryPorts, channelId: string) =>
    world.discord.channels.get(channelId).messages.map(({ text, continued }) => `${continued ? "… " : ""}${text}`);
  const says = async (world: MemoryPorts, content: string) => {
    await receiveUserMessage(world.ports, write(world, { content }));
    world.clock.pass(1000);
  };
  const types = async (world: MemoryPorts, content: string, change: Partial<NewMessage> = {}) => {
    await receiveStaffMessage(world.ports, typed(world, content, change));
    world.clock.pass(1000);
  };

  test("once, while nobody else says anything there", async () => {
    const world = await openThread();
    await says(world, "one");
    await says(world, "two");
    await types(world, "a note");
    await says(world, "three");
    await types(world, "!r an answer");
    await says(world, "four");
    await says(world, "five");
    expect(named(world, world.thread().channelId ?? "").slice(2)).toEqual([
      "Mara: one",
      "… Mara: two",
      "Mara: three",
      "Mara: four",
      "… Mara: five",
    ]);
  });

  test("again after five minutes", async () => {
    const world = await openThread();
    await says(world, "one");
    world.clock.pass(5 * MINUTE);
    await says(world, "two");
    expect(named(world, world.thread().channelId ?? "").slice(-1)).toEqual(["Mara: two"]);
  });

  test("of several messages that waited for a server only once", async () => {
    const world = await twoServers();
    for (const content of ["one", "two"]) await says(world, content);
    const wish = { userId: MARA, guildId: OTHER_GUILD, dmChannelId: dmOf(MARA), sourceId: "1" };
    await chooseServer(world.ports, wish, "message");
    expect(named(world, world.thread().channelId ?? "").slice(1)).toEqual(["Mara: one", "… Mara: two"]);
  });

  test("of staff again when another of them answers, or the user wrote", async () => {
    const world = await openThread();
    await types(world, "!r one");
    await types(world, "a note in between, which the user doesn't see");
    await types(world, "!r two");
    await types(world, "!r three", { author: { id: AIKO, name: "Aiko", avatarUrl: null } });
    await says(world, "and?");
    await types(world, "!r four", { author: { id: AIKO, name: "Aiko", avatarUrl: null } });
    expect(named(world, dmOf(MARA)).slice(1)).toEqual([
      "Northwind: one",
      "… Northwind: two",
      "Northwind: three",
      "Northwind: four",
    ]);
  });

  test("of staff each time, while their user talks to another server as well", async () => {
    const world = await openThread();
    await types(world, "!r one");
    world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind" });
    await world.store.createThread(newThread({ guildId: OTHER_GUILD }));
    const { channelId } = world.tables.threads[0] ?? {};
    await types(world, "!r two", { channelId: channelId ?? "" });
    expect(named(world, dmOf(MARA)).slice(-1)).toEqual(["Northwind: two"]);
  });

  test("of anonymous replies as of the server's, whoever wrote them: neither their number nor who is given away", async () => {
    const world = await openThread();
    const aiko = { author: { id: AIKO, name: "Aiko", avatarUrl: null } };
    await types(world, "!ar one");
    await types(world, "!ar two", aiko);
    await types(world, "!r three", aiko);
    await types(world, "!ar four", aiko);
    expect(named(world, dmOf(MARA)).slice(1)).toEqual([
      "Northwind: one",
      "… Northwind: two",
      "Northwind: three",
      "Northwind: four",
    ]);
  });

  test("again when the one before it was taken back", async () => {
    const world = await openThread();
    await types(world, "!r one");
    const reply = world.tables.messages.at(-1);
    if (!reply) throw new Error("there is no reply");
    Object.assign(reply, { deletedAt: world.clock.now(), deletedBy: JONAS });
    await types(world, "!r two");
    expect(named(world, dmOf(MARA)).at(-1)).toBe("Northwind: two");
  });
});
