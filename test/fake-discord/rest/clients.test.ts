// The libraries that the bot is made of take the fake Discord for Discord.

import { API } from "@discordjs/core/http-only";
import { DiscordAPIError, REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { ChannelType, GatewayIntentBits, MessageFlags } from "discord-api-types/v10";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Scene, scene } from "./bot-client.ts";

const PATIENCE = { timeout: 10_000 };

let here: Scene;
let rest: REST;
let api: API;
beforeEach(async () => {
  here = await scene({ rateLimits: true, now: Date.now });
  rest = new REST({ api: here.discord.url, hashSweepInterval: 0, handlerSweepInterval: 0 });
  rest.setToken(here.discord.application.token);
  api = new API(rest);
});
afterEach(() => here.discord.close());

test("@discordjs/core plays a thread from DM to transcript", async () => {
  const category = await api.guilds.createChannel(here.guild.id, { name: "Mail", type: ChannelType.GuildCategory });
  const channel = await api.guilds.createChannel(here.guild.id, {
    name: "modmail-ursula",
    parent_id: category.id,
    permission_overwrites: [
      { id: here.guild.id, type: 0, deny: "1024" },
      { id: here.discord.application.id, type: 1, allow: "1024" },
    ],
  });
  const header = await api.channels.createMessage(channel.id, {
    embeds: [{ title: "Thread #1" }],
    components: [{ type: 1, components: [{ type: 2, style: 2, custom_id: "claim:1", label: "Claim" }] }],
  });
  const dm = await api.users.createDM(here.user.id);
  const asked = here.user.send("dm", "Hi");
  await api.channels.addMessageReaction(dm.id, asked.id, "✅");
  await api.channels.editMessage(channel.id, header.id, { content: "claimed", flags: MessageFlags.SuppressEmbeds });
  const transcript = { name: "transcript.html", data: "<p>Hi</p>", contentType: "text/html" };
  const sent = await api.channels.createMessage(dm.id, { content: "Bye", files: [transcript] });
  await api.channels.delete(channel.id, { reason: "closed by óla" });

  expect(here.user.messages("dm")).toMatchObject([
    { content: "Hi", reactions: [{ emoji: { name: "✅" }, me: false, count: 1 }] },
    { content: "Bye", attachments: [{ filename: "transcript.html", size: 9 }] },
  ]);
  expect(await (await fetch(sent.attachments[0]?.url ?? "")).text()).toBe("<p>Hi</p>");
  expect(here.guild.channels().map(({ id }) => id)).not.toContain(channel.id);
});

test("@discordjs/rest gives Discord's errors their code and where they are", async () => {
  const failed = api.channels.createMessage(here.dm, { content: "x".repeat(2001) });
  await expect(failed).rejects.toThrow(DiscordAPIError);
  await expect(failed).rejects.toMatchObject({ code: 50035, status: 400 });
  await expect(failed).rejects.toThrow("content[BASE_TYPE_MAX_LENGTH]");
});

test("@discordjs/rest waits by the headers, so that it never meets a 429", async () => {
  await Promise.all(
    Array.from({ length: 3 }, () => api.channels.addMessageReaction(here.dm, here.user.send("dm", "x").id, "✅")),
  );
  expect(here.discord.requests.map((request) => request.status)).toEqual([204, 204, 204]);
});

test("@discordjs/rest retries what failed on the way, and the nonce keeps it one message", async () => {
  here.discord.fail({ route: "/channels/:id/messages", kind: "error-after", status: 502 });
  await api.channels.createMessage(here.dm, { content: "once", nonce: "1", enforce_nonce: true });
  expect(here.discord.requests.map((request) => request.status)).toEqual([502, 200]);
  expect(here.user.messages("dm")).toHaveLength(1);
});

test("@discordjs/ws hears of everything that the bot does over REST", async () => {
  const heard: string[] = [];
  const intents =
    GatewayIntentBits.Guilds |
    GatewayIntentBits.DirectMessages |
    GatewayIntentBits.DirectMessageReactions |
    GatewayIntentBits.GuildMessages;
  const manager = new WebSocketManager({ token: here.discord.application.token, intents, rest });
  manager.on(WebSocketShardEvents.Dispatch, ({ t }) => heard.push(t));
  await manager.connect();
  await vi.waitFor(() => expect(heard).toEqual(["READY", "GUILD_CREATE"]), PATIENCE);

  const channel = await api.guilds.createChannel(here.guild.id, { name: "a" });
  await api.channels.edit(channel.id, { topic: "t" });
  await api.channels.createMessage(channel.id, { content: "c" });
  await api.channels.delete(channel.id);
  const { id } = await api.channels.createMessage(here.dm, { content: "c" });
  await api.channels.editMessage(here.dm, id, { content: "d" });
  await api.channels.addMessageReaction(here.dm, id, "✅");
  await api.channels.deleteMessage(here.dm, id);
  await vi.waitFor(
    () =>
      expect(heard.slice(2)).toEqual([
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "MESSAGE_CREATE",
        "CHANNEL_DELETE",
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_REACTION_ADD",
        "MESSAGE_DELETE",
      ]),
    PATIENCE,
  );
  await manager.destroy();
});
