// What the relay sends to the Worker, and what never leaves it.

import { expect, test } from "vitest";
import { directMessage, guildChannel, guildMessage, newId, THREAD_TOPIC } from "./dispatches.ts";
import { newRig } from "./rig.ts";
import { BOT_USER_ID } from "./scripted-discord.ts";
import { until } from "./until.ts";

test("a direct message reaches the Worker as Discord sent it, signed, under an id made of the message's id", async () => {
  const { discord, worker, start } = await newRig();
  await start();
  const message = directMessage(newId(), "Hi, I am missing my rank.");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  const delivered = worker.done.find((d) => d.event.type === "MESSAGE_CREATE");
  expect(delivered?.event).toEqual({ type: "MESSAGE_CREATE", data: message });
  expect(delivered?.id).toBe(`message-create:${message.id}`);
  expect(worker.badSignatures).toBe(0);
});

test("after each identify the Worker is told the bot's user and whether content can be read", async () => {
  const { discord, worker, start } = await newRig();
  await start();
  const announcements = () => worker.done.filter((d) => d.event.type === "RELAY_READY");
  await until("it is announced", () => announcements().length === 1);
  expect(announcements()[0]?.event.data).toEqual({ bot_user_id: BOT_USER_ID, message_content: true, missed: true });
  discord.invalidate();
  await until("it is announced again", () => announcements().length === 2);
  expect(discord.identifies).toHaveLength(2);
  expect(new Set(announcements().map((d) => d.id)).size).toBe(2);
});

test("messages of the server's thread channels leave the relay and those of all other channels don't", async () => {
  const { discord, worker, start } = await newRig();
  const [thread, general] = [newId(), newId()];
  worker.threadChannels = [thread];
  const relay = await start();
  await until("the list is there", () => worker.done.length === 1 && relay.status().events.waiting === 0);
  discord.dispatch("MESSAGE_CREATE", guildMessage(general, "not for modmail"));
  discord.dispatch("MESSAGE_CREATE", guildMessage(thread, "!r hello"));
  discord.dispatch("CHANNEL_DELETE", guildChannel(general, null));
  discord.dispatch("CHANNEL_DELETE", guildChannel(thread, THREAD_TOPIC));
  await until("the deletion arrives", () => worker.done.at(-1)?.event.type === "CHANNEL_DELETE");
  expect(worker.received.filter((d) => d.channelId !== thread).map((d) => d.event.type)).toEqual(["RELAY_READY"]);
  expect(worker.contents(thread)).toEqual(["!r hello"]);
  await until("nothing waits", () => relay.status().events.waiting === 0);
});

test("a channel is known the moment Discord announces it with a thread's topic, and forgotten when it is deleted", async () => {
  const { discord, worker, start } = await newRig();
  const channel = newId();
  const relay = await start();
  await until("the list is there", () => worker.done.length === 1 && relay.status().events.waiting === 0);
  discord.dispatch("CHANNEL_CREATE", guildChannel(channel, THREAD_TOPIC));
  discord.dispatch("MESSAGE_CREATE", guildMessage(channel, "first"));
  discord.dispatch("CHANNEL_DELETE", guildChannel(channel, THREAD_TOPIC));
  discord.dispatch("MESSAGE_CREATE", guildMessage(channel, "of nobody"));
  const last = directMessage(newId(), "the end");
  discord.dispatch("MESSAGE_CREATE", last);
  await until("the end arrives", () => worker.contents(last.channel_id).length === 1);
  await until("all is delivered", () => relay.status().events.waiting === 0);
  expect(worker.contents(channel)).toEqual(["first"]);
});

test("channels with a thread's topic are known from the server's own list, even when the Worker's lacks them", async () => {
  const { discord, worker, start } = await newRig();
  const [thread, general] = [newId(), newId()];
  const relay = await start();
  await until("the list is there", () => worker.done.length === 1 && relay.status().events.waiting === 0);
  const channels = [guildChannel(thread, THREAD_TOPIC), guildChannel(general, "Talk here")];
  discord.dispatch("GUILD_CREATE", { id: "400000000000000001", channels });
  discord.dispatch("MESSAGE_CREATE", guildMessage(general, "not for modmail"));
  discord.dispatch("MESSAGE_CREATE", guildMessage(thread, "known"));
  await until("it is delivered", () => worker.contents(thread).length === 1);
  expect(worker.received.some((d) => d.channelId === general)).toBe(false);
});

test("before the Worker's first answer everything waits; then threads go out in order, and strangers never", async () => {
  const { discord, worker, start } = await newRig();
  const [thread, general, dm] = [newId(), newId(), newId()];
  worker.threadChannels = null;
  const relay = await start();
  discord.dispatch("MESSAGE_CREATE", guildMessage(general, "not for modmail"));
  for (const content of ["one", "two", "three"]) discord.dispatch("MESSAGE_CREATE", guildMessage(thread, content));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "hello?"));
  await until("all have come and the Worker was asked", () => {
    return relay.status().events.waiting === 6 && worker.received.length > 0;
  });
  expect(relay.status().events.held).toBe(4);
  worker.threadChannels = [thread];
  await until("all is decided", () => relay.status().events.waiting === 0);
  expect(worker.contents(thread)).toEqual(["one", "two", "three"]);
  expect(worker.contents(dm)).toEqual(["hello?"]);
  expect(worker.received.some((d) => d.channelId === general)).toBe(false);
});

test("messages of bots, of webhooks and of the system are none of modmail's business", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  await start();
  const author = { id: newId(), username: "x" };
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "a bot", { author: { ...author, bot: true } }));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "a webhook", { webhook_id: newId() }));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "a pin", { type: 6 }));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "with an explicit null", { guild_id: null }));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "a reply", { type: 19 }));
  await until("the last is delivered", () => worker.contents(dm).includes("a reply"));
  expect(worker.contents(dm)).toEqual(["with an explicit null", "a reply"]);
});

test("a dispatch that Discord repeats is delivered once", async () => {
  const { discord, worker, start } = await newRig();
  await start();
  const message = directMessage(newId(), "once");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.done.some((d) => d.channelId === message.channel_id));
  discord.dispatch("MESSAGE_CREATE", message);
  discord.dispatch("MESSAGE_CREATE", { ...message, id: newId(), content: "twice" });
  await until("the next is delivered", () => worker.contents(message.channel_id).includes("twice"));
  expect(worker.contents(message.channel_id)).toEqual(["once", "twice"]);
});

test("a dispatch of a shape that nobody foresaw is logged and stops nothing", async () => {
  const { discord, worker, start, log } = await newRig();
  await start();
  discord.dispatch("MESSAGE_CREATE", { id: newId(), channel_id: newId(), type: 0 });
  discord.dispatch("GUILD_CREATE", { id: newId(), channels: [null] });
  const message = directMessage(newId(), "still there");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  expect(log.filter((line) => line.message.includes("skipped")).map((line) => line.type)).toEqual([
    "MESSAGE_CREATE",
    "GUILD_CREATE",
  ]);
});
