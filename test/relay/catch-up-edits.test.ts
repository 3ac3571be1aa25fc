// Edits and deletions that no gateway session will ever bring: looked for in the latest messages of open threads.

import { expect, test } from "vitest";
import { directMessage, newId, timestamp } from "./dispatches.ts";
import { newRig } from "./rig.ts";
import { until } from "./until.ts";

const GUILD = "400000000000000001";
const ADA = "300000000000000001";
const HOUR = 60 * 60_000;

test("the latest messages of an open thread's channel bring what is new, what was edited and what stands there", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  const [kept, edited, previewed] = [
    directMessage(dm, "kept", { edited_timestamp: null }),
    directMessage(dm, "edited", { edited_timestamp: timestamp(Date.now()) }),
    directMessage(dm, "with a link", { edited_timestamp: null }),
  ];
  const own = directMessage(dm, "a copy", { author: { id: "1", username: "modmail", bot: true } });
  const missed = directMessage(dm, "missed", { edited_timestamp: null });
  const all = [kept, edited, previewed, own, missed];
  discord.messages.set(dm, all);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: own.id, user_id: ADA, open: true }];
  const relay = await start();
  await until("all is delivered", () => worker.done.length === 4 && relay.status().events.waiting === 0);
  const [, ...found] = worker.done.map(({ event }) => event);
  expect(found.map(({ type }) => type)).toEqual(["MESSAGE_UPDATE", "MESSAGE_CREATE", "CHANNEL_SEEN"]);
  expect(found[0]?.data).toEqual(edited);
  const ids = all.map(({ id }) => id);
  expect(found[2]?.data).toEqual({ channel_id: dm, guild_id: null, user_id: ADA, ids, after: "0", up_to: missed.id });
  // One request finds it all.
  expect(discord.reads.map(({ path }) => path)).toEqual([`/channels/${dm}/messages?limit=100`]);
});

test("what staff edited comes with the server and their roles", async () => {
  const { discord, worker, start } = await newRig();
  const thread = newId();
  // REST leaves the server out.
  const edited = directMessage(thread, "!r better", { channel_type: 0, edited_timestamp: timestamp(Date.now()) });
  discord.messages.set(thread, [edited]);
  discord.roles.set(`${GUILD}/${edited.author.id}`, ["5"]);
  worker.threadChannels = [thread];
  worker.knownChannels = [{ channel_id: thread, guild_id: GUILD, last_message_id: newId(), user_id: ADA, open: true }];
  await start();
  await until("it is delivered", () => worker.done.some(({ event }) => event.type === "MESSAGE_UPDATE"));
  const update = worker.done.find(({ event }) => event.type === "MESSAGE_UPDATE");
  expect(update?.event.data).toMatchObject({ guild_id: GUILD, member: { roles: ["5"] } });
});

test("edits from before the session was lost are known", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  const relay = await start();
  const message = directMessage(dm, "hello");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(dm).length === 1);
  await relay.close();
  discord.forgetSessions();
  discord.messages.set(dm, [{ ...message, edited_timestamp: timestamp(Date.now() - HOUR) } as never]);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: message.id, user_id: ADA, open: true }];
  await start();
  await until("the channel was looked at", () => worker.done.at(-1)?.event.type === "CHANNEL_SEEN");
  expect(worker.done.some(({ event }) => event.type === "MESSAGE_UPDATE")).toBe(false);
});

test("more than a page is read from where it was left, and then what stands in the latest hundred", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  const first = newId();
  const all = Array.from({ length: 150 }, (_, n) => directMessage(dm, `missed ${n}`));
  discord.messages.set(dm, all);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: first, user_id: ADA, open: true }];
  await start();
  await until("all is delivered", () => worker.done.at(-1)?.event.type === "CHANNEL_SEEN");
  expect(worker.contents(dm)).toEqual(all.map(({ content }) => content));
  const latest = all.slice(-100).map(({ id }) => id);
  expect(worker.done.at(-1)?.event.data).toEqual({
    channel_id: dm,
    guild_id: null,
    user_id: ADA,
    ids: latest,
    after: latest[0],
    up_to: latest.at(-1),
  });
});

test("what was written last may be what was deleted: what stands there is told up to the newest that is known", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  const [stands, deleted] = [directMessage(dm, "stands", { edited_timestamp: null }), newId()];
  discord.messages.set(dm, [stands]);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: deleted, user_id: ADA, open: true }];
  await start();
  await until("the channel was looked at", () => worker.done.at(-1)?.event.type === "CHANNEL_SEEN");
  expect(worker.done.at(-1)?.event.data).toMatchObject({ ids: [stands.id], up_to: deleted });
});

test("an empty list says nothing: that is what Discord gives where the bot may not read the history", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  discord.messages.set(dm, []);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: "1", user_id: ADA, open: true }];
  const relay = await start();
  await until("it was read", () => relay.status().catchUp.channelsRead === 1);
  expect(relay.status().events.waiting).toBe(0);
  expect(worker.done.map(({ event }) => event.type)).toEqual(["RELAY_READY"]);
});
