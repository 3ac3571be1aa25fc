// Staff open a thread with a member: told before a channel is made, claimed by who asked, and never twice.

import { beforeEach, describe, expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { type Contact, contactUser } from "../../../worker/threads/contact.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, IVO, JONAS, MARA, sampleProfile } from "../ports/samples.ts";
import { MINUTE, nextId, oneServer, refuse, write } from "./scenes.ts";

let world: MemoryPorts;
beforeEach(async () => {
  world = await oneServer();
});

const contact = (change: Partial<Contact> = {}) =>
  contactUser(world.ports, {
    id: nextId(),
    guildId: GUILD,
    userId: MARA,
    staff: { id: JONAS, name: "Jonas", avatarUrl: null },
    access: "staff",
    text: "",
    channelId: "860000000000000099",
    sentAt: world.clock.now(),
    ...change,
  });

test("the user is told, and whoever asked has a thread of theirs", async () => {
  const done = await contact();
  const { channelId } = world.thread();
  expect(done).toEqual(ok({ channelId, waits: null }));
  expect(world.dm()).toEqual(["[thread-contacted]"]);
  expect(world.thread()).toMatchObject({ state: "open", claimedBy: JONAS, contactedBy: JONAS, openedVia: "contact" });
  expect(world.channel()).toEqual([`[header #1 mara, claimed by ${JONAS}]`]);
  expect(world.logs()).toEqual(["[opened #1]"]);
});

test("the first words are a reply like any other, and staff see them in the channel", async () => {
  await contact({ text: "  A word about your rank.  " });
  expect(world.dm()).toEqual(["[thread-contacted]", "Northwind: A word about your rank."]);
  expect(world.channel().slice(1)).toEqual(["Jonas to Mara: A word about your rank."]);
  expect(world.tables.messages).toMatchObject([{ kind: "reply", state: "delivered", threadId: world.thread().id }]);
});

test("what the user answers arrives there", async () => {
  await contact();
  await receiveUserMessage(world.ports, write(world, { content: "What is it?" }));
  expect(world.channel().at(-1)).toBe("Mara: What is it?");
});

describe("is refused before anything is made", () => {
  const blocked = () => refuse(dmOf(MARA), "dm-closed")(world);
  const tooFast = () => world.discord.refusals.set("openDm", { reason: "dms-too-fast" });
  const bot = () => world.discord.join(GUILD, MARA, sampleProfile({ isBot: true }));
  test.each<[string, () => unknown, Partial<Contact>, string]>([
    ["closed DMs", blocked, {}, "dm-closed"],
    ["too many DMs for Discord", tooFast, {}, "dms-too-fast"],
    ["a bot", bot, {}, "is-a-bot"],
    ["one who isn't in the server", () => {}, { userId: IVO }, "user-not-here"],
    ["one who isn't staff", () => {}, { access: "none" }, "not-staff"],
    ["a server that switched Modmail off", () => world.addServer({ enabled: false }), {}, "modmail-off"],
    ["more than Discord takes", () => {}, { text: "x".repeat(6001) }, "too-long"],
    [
      "a name where none may be shown",
      () => world.addServer({ anonymous: "forced" }),
      { text: "Hi", anonymous: false },
      "always-anonymous",
    ],
  ])("%s", async (_, prepare, change, reason) => {
    prepare();
    expect(await contact(change)).toMatchObject({ ok: false, error: { reason } });
    expect(world.tables.threads).toEqual([]);
    expect(world.dm()).toEqual([]);
    expect(world.tables.messages).toEqual([]);
  });
});

test("a user with a thread: says where it is, and sends nothing", async () => {
  await receiveUserMessage(world.ports, write(world));
  const before = world.dm().length;
  expect(await contact({ text: "Hello" })).toEqual(
    no({ reason: "thread-exists", channelId: world.thread().channelId }),
  );
  expect(world.dm()).toHaveLength(before);
});

test("a thread that is being closed: says so", async () => {
  await contact();
  await world.store.startClosing(world.thread().id, AIKO, null, world.clock.now(), world.clock.now());
  expect(await contact()).toEqual(no({ reason: "thread-closing", by: AIKO }));
});

test("tried again within minutes of a cut-off, the user is told once; later, or after a thread, anew", async () => {
  const cut = () =>
    world.intercept((name, run) => (name === "store.createThread" ? Promise.reject(new Error("cut")) : run()));
  cut();
  await expect(contact({ text: "Hello" })).rejects.toThrow("cut");
  world.intercept((_, run) => run());
  world.clock.pass(MINUTE);
  await contact({ text: "Hello" });
  expect(world.dm()).toEqual(["[thread-contacted]", "Northwind: Hello"]);

  const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
  if (found) await closeThread(world.ports, found, JONAS, null);
  await contact();
  expect(world.dm().filter((text) => text === "[thread-contacted]")).toHaveLength(2);
});

test("a server that can't open it yet: staff are told why, and it opens with their words once that is mended", async () => {
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  expect(await contact({ text: "Hello" })).toEqual(ok({ channelId: null, waits: { reason: "category-full" } }));
  expect(await contact()).toEqual(no({ reason: "thread-exists", channelId: null }));
  world.discord.refusals.clear();
  await finishCutOff(world.ports, GUILD);
  expect(world.channel().slice(1)).toEqual(["Jonas to Mara: Hello"]);
  expect(world.dm()).toEqual(["[thread-contacted]", "[thread-waits]", "Northwind: Hello"]);
});

test("words that Discord refuses are told in the channel; the thread is there", async () => {
  world.discord.refusals.set("sendReply", { reason: "blocked-by-filter" });
  expect(await contact({ text: "Hello" })).toMatchObject({ ok: true });
  expect(world.channel().slice(1)).toEqual(["[not-sent blocked-by-filter]"]);
  expect(world.tables.messages).toMatchObject([{ state: "refused", problem: "blocked-by-filter" }]);
});

test("a user who opens their own thread at the same moment keeps it", async () => {
  let first = true;
  world.intercept(async (name, run) => {
    if (name === "store.createThread" && first) {
      first = false;
      await receiveUserMessage(world.ports, write(world));
    }
    return run();
  });
  expect(await contact({ text: "Hello" })).toEqual(
    no({ reason: "thread-exists", channelId: world.thread().channelId }),
  );
  expect(world.thread()).toMatchObject({ contactedBy: null, claimedBy: null });
  expect(world.tables.messages.filter(({ kind }) => kind === "reply")).toEqual([]);
});

test("a server writes to twenty people an hour at most", async () => {
  const people = Array.from({ length: 21 }, (_, at) => `8200000000000001${String(at).padStart(2, "0")}`);
  for (const userId of people) world.join(userId);
  for (const userId of people.slice(0, 20)) expect(await contact({ userId })).toMatchObject({ ok: true });
  const last = { userId: people[20] ?? "" };
  expect(await contact(last)).toEqual(no({ reason: "too-many-contacts" }));
  world.clock.pass(60 * MINUTE + 1);
  expect(await contact(last)).toMatchObject({ ok: true });
});
