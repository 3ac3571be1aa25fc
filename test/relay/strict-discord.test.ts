// The relay against the strict fake Discord, whose gateway checks identifies, intents, resumes and who may see what.

import { expect, onTestFinished, test } from "vitest";
import type { FakeDiscordOptions } from "../fake-discord/api.ts";
import { startFakeDiscord } from "../fake-discord/start.ts";
import { THREAD_TOPIC } from "./dispatches.ts";
import { newRig } from "./rig.ts";
import { until } from "./until.ts";

async function newWorld(options: FakeDiscordOptions = {}) {
  const rig = await newRig();
  const discord = await startFakeDiscord(options);
  onTestFinished(() => discord.close());
  const [ada, sam] = [discord.createUser({ username: "ada" }), discord.createUser({ username: "sam" })];
  const guild = discord.createGuild({ name: "Harbour", owner: sam });
  guild.addMember(ada);
  guild.addBot();
  const start = () => rig.start({ discordToken: discord.application.token, discordApiUrl: discord.url });
  return { ...rig, discord, ada, sam, guild, start };
}

test("direct messages and thread channels are relayed, with content, and nothing else of the server", async () => {
  const { discord, worker, ada, sam, guild, start } = await newWorld();
  const relay = await start();
  const general = guild.channel("general").id;
  await until("the list is there", () => worker.done.length === 1 && relay.status().events.waiting === 0);
  sam.send(general, "between us");
  const thread = guild.createTextChannel("modmail-ada", { topic: THREAD_TOPIC }).id;
  sam.send(thread, "!r hello");
  ada.send("dm", "hi");
  guild.deleteChannel(thread);
  await until("all has arrived", () => worker.done.length === 4);
  expect(worker.contents(ada.dm())).toEqual(["hi"]);
  expect(worker.contents(thread)).toEqual(["!r hello"]);
  expect(worker.received.some((d) => d.channelId === general)).toBe(false);
  expect(worker.done.find((d) => d.event.type === "RELAY_READY")?.event.data).toEqual({
    bot_user_id: discord.application.bot.id,
    message_content: true,
    missed: true,
  });
});

test("without the Message Content intent direct messages have their content, and those of staff come empty", async () => {
  const { worker, ada, sam, guild, start } = await newWorld({ messageContent: false });
  await start();
  await until("the Worker knows", () => worker.done.length === 1);
  expect(worker.done[0]?.event.data).toMatchObject({ message_content: false });
  const thread = guild.createTextChannel("modmail-ada", { topic: THREAD_TOPIC }).id;
  sam.send(thread, "!r hello");
  ada.send("dm", "hi");
  await until("both have arrived", () => worker.done.length === 3);
  expect(worker.contents(ada.dm())).toEqual(["hi"]);
  expect(worker.done.find((d) => d.channelId === thread)?.content).toBe("");
});

test("messages written while Discord cuts, reconnects and repeats arrive once and in order", async () => {
  const { discord, worker, ada, start } = await newWorld();
  const relay = await start();
  const contents = Array.from({ length: 30 }, (_, n) => `message ${n}`);
  for (const [n, content] of contents.entries()) {
    ada.send("dm", content);
    if (n % 10 === 2) discord.gateway.disconnect();
    if (n % 10 === 5) discord.gateway.requestReconnect();
    if (n % 10 === 8) discord.gateway.repeatLast(3);
    if (n % 5 === 4) await until("it is back", () => worker.contents(ada.dm()).includes(content));
  }
  expect(worker.contents(ada.dm())).toEqual(contents);
  await until("it is connected again", () => relay.status().gateway.state === "connected");
  expect(discord.requests.filter(({ route }) => route === "/gateway/bot").length).toBeLessThanOrEqual(2);
}, 60_000);
