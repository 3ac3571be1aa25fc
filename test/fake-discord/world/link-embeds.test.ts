// Embeds of links: when they come, how the gateway tells of them, and where there are none.

import { beforeEach, describe, expect, test } from "vitest";
import { createChannel } from "./channels.ts";
import { editMessage } from "./edit-message.ts";
import type { Dispatch } from "./events.ts";
import { addBot, createGuild } from "./guilds.ts";
import { createMessage } from "./messages.ts";
import type { ChannelRecord, GuildRecord } from "./state.ts";
import { createUser } from "./users.ts";
import { createWorld, type World } from "./world.ts";

const URL = "https://example.org/rules";

let world: World;
let guild: GuildRecord;
let channel: ChannelRecord;
let userId: string;
let told: { t: string; content: string; embeds: unknown[]; edited: unknown }[];
beforeEach(() => {
  world = createWorld({ now: () => 1_767_225_600_000, messageContent: true, attachmentLifetime: 1, nonceWindow: 1 });
  userId = createUser(world, { username: "ursula" }).user.id;
  guild = createGuild(world, { name: "Harbour", ownerId: userId });
  addBot(world, guild, 1024n);
  channel = createChannel(world, guild, { name: "lobby" });
  world.pages.set(URL, { title: "Rules", description: "Be kind.", image: "https://example.org/a.png" });
  told = [];
  world.on("dispatch", ({ t, d }: Dispatch) => {
    if (t !== "MESSAGE_CREATE" && t !== "MESSAGE_UPDATE") return;
    told.push({ t, content: d.content, embeds: d.embeds, edited: d.edited_timestamp });
  });
});

/** Lets what happens "a moment later" happen. */
const moment = () => Promise.resolve();
const say = (content: string, more: object = {}) =>
  createMessage(world, channel, { authorId: userId, content, ...more });

test("an embed comes a moment after the message, as an update that is no edit", async () => {
  say(`see ${URL}`);
  expect(told).toMatchObject([{ t: "MESSAGE_CREATE", embeds: [] }]);
  await moment();
  const embed = {
    type: "article",
    url: URL,
    title: "Rules",
    description: "Be kind.",
    thumbnail: { url: "https://example.org/a.png" },
  };
  expect(told[1]).toMatchObject({ t: "MESSAGE_UPDATE", content: `see ${URL}`, embeds: [embed], edited: null });
});

test("of a page that Discord knows it is there at once", async () => {
  world.pages.set(URL, { title: "Rules", cached: true });
  say(URL);
  await moment();
  expect(told).toMatchObject([{ t: "MESSAGE_CREATE", embeds: [{ title: "Rules" }] }]);
});

test("an edit of the text takes it away and looks again; an edit of something else keeps it", async () => {
  const record = say(URL);
  await moment();
  editMessage(world, channel, record, { flags: 0 });
  expect(told.at(-1)).toMatchObject({ embeds: [{ title: "Rules" }] });
  editMessage(world, channel, record, { content: "no link" });
  await moment();
  expect(told.at(-1)).toMatchObject({ embeds: [] });
  editMessage(world, channel, record, { content: `again ${URL}` });
  expect(told.at(-1)).toMatchObject({ embeds: [] });
  await moment();
  expect(told.at(-1)).toMatchObject({ t: "MESSAGE_UPDATE", embeds: [{ title: "Rules" }], edited: expect.any(String) });
});

test("a message that changed before the page was looked at gets the embeds of its new text only", async () => {
  const record = say(URL);
  editMessage(world, channel, record, { content: "never mind" });
  await moment();
  expect(told.map(({ embeds }) => embeds)).toEqual([[], []]);
});

test("stands before the embeds that the author made", async () => {
  say(URL, { embeds: [{ title: "made" }] });
  await moment();
  expect(told.at(-1)?.embeds).toMatchObject([{ type: "article" }, { type: "rich", title: "made" }]);
});

describe("there is none", () => {
  test.each([
    ["in angle brackets", `<${URL}>`],
    ["in code", `\`${URL}\``],
    ["in a code block", `\`\`\`\n${URL}\n\`\`\``],
    ["of a page that doesn't exist", "https://example.org/nothing"],
  ])("%s", async (_, content) => {
    say(content);
    await moment();
    expect(told).toHaveLength(1);
  });

  test("with SUPPRESS_EMBEDS", async () => {
    say(URL, { flags: 1 << 2 });
    await moment();
    expect(told).toHaveLength(1);
  });

  test("from someone who may not embed links", async () => {
    const guest = createUser(world, { username: "guest" }).user.id;
    guild.members.set(guest, { userId: guest, nick: null, roles: [], joinedAt: 0 });
    channel.overwrites = [{ id: guild.id, type: 0, allow: 0n, deny: 1n << 14n }];
    say(URL, { authorId: guest });
    await moment();
    expect(told).toHaveLength(1);
  });
});
