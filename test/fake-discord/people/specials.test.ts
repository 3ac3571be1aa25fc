// What people send besides text, as the bot and others get it, and what their client doesn't let them send.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../api.ts";
import { identify } from "../gateway/raw-client.ts";
import { type Scene, scene } from "../rest/bot-client.ts";

const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
const POLLS = (1 << 24) | (1 << 25);

let here: Scene;
let rich: Person;
beforeEach(async () => {
  here = await scene();
  rich = here.discord.createUser({ username: "rich", nitro: true });
  here.guild.addMember(rich);
});
afterEach(() => here.discord.close());

const deny = (bits: bigint) =>
  here.guild.setOverwrites(here.channel.id, [{ id: here.guild.everyone.id, type: 0, deny: bits }]);

/** What a session with these intents hears from now on. */
async function listen(intents: number) {
  const { body } = await here.bot("GET", "/gateway/bot");
  const { client } = await identify(String(body.url), here.discord.application.token, intents);
  return async () => {
    await client.settled();
    return client.frames.filter((frame) => frame.t && !["READY", "GUILD_CREATE"].includes(frame.t));
  };
}

describe("a voice message", () => {
  it("is one Ogg file with duration and waveform, playable for as long as it says", async () => {
    const heard = await listen(DIRECT_MESSAGES);
    here.user.sendVoice("dm", { seconds: 2 });
    const [frame] = await heard();
    const message = frame?.d as { attachments: { url: string; duration_secs: number }[] };
    expect(message).toMatchObject({
      content: "",
      flags: 1 << 13,
      attachments: [{ filename: "voice-message.ogg", content_type: "audio/ogg", duration_secs: 2 }],
    });
    const bytes = Buffer.from(await (await fetch(message.attachments[0]?.url ?? "")).arrayBuffer());
    expect(bytes.subarray(0, 4).toString()).toBe("OggS");
    // The last page says at which of 48,000 samples a second the stream ends.
    expect(bytes.readBigUInt64LE(bytes.lastIndexOf("OggS") + 6)).toBe(96_000n);
  });

  it("may be any recording, and a reply", () => {
    const asked = here.owner.send(here.channel.id, "say it");
    const bytes = new Uint8Array([1, 2, 3]);
    const sent = here.user.sendVoice(here.channel.id, { seconds: 700, bytes, replyTo: asked.id });
    expect(sent).toMatchObject({ type: 19, attachments: [{ size: 3, duration_secs: 700 }] });
    expect(Buffer.from(sent.attachments[0]?.waveform ?? "", "base64")).toHaveLength(256);
  });

  it("can't be edited, and needs the right to speak", () => {
    const { id } = here.user.sendVoice(here.channel.id);
    expect(() => here.user.edit(here.channel.id, id, "text")).toThrow("can't be edited");
    deny(PermissionFlagsBits.SendVoiceMessages);
    expect(() => here.user.sendVoice(here.channel.id)).toThrow("permission to send voice messages");
  });
});

describe("a forward", () => {
  it("from a server into the DM holds text, files, stickers and embeds of links, and no author", async () => {
    const url = "https://example.org/";
    here.discord.publishPage(url, { title: "Example", cached: true });
    const sticker = here.guild.createSticker("Anchor");
    const files = [{ name: "a.txt", bytes: new Uint8Array(1) }];
    const original = here.owner.send(here.channel.id, `see ${url}`, { files, stickers: [sticker.id] });
    const heard = await listen(DIRECT_MESSAGES);
    here.user.forward(here.channel.id, original.id, "dm");
    expect((await heard())[0]?.d).toMatchObject({
      content: "",
      message_reference: { type: 1, message_id: original.id },
      message_snapshots: [
        {
          message: {
            content: `see ${url}`,
            attachments: [{ filename: "a.txt" }],
            embeds: [{ title: "Example" }],
            sticker_items: [{ name: "Anchor" }],
          },
        },
      ],
    });
  });

  it("with a comment is followed by it as a message of its own", () => {
    const original = here.owner.send(here.channel.id, "news");
    here.user.forward(here.channel.id, original.id, "dm", "What is this?");
    expect(
      here.user.messages("dm").map(({ content, message_snapshots }) => [content, message_snapshots?.length]),
    ).toEqual([
      ["", 1],
      ["What is this?", undefined],
    ]);
  });

  it("is possible of what one sees, and of no poll; and can't be edited", () => {
    const poll = here.owner.send(here.channel.id, "", { poll: { question: "?", answers: ["a"] } });
    expect(() => here.user.forward(here.channel.id, poll.id, "dm")).toThrow("can't be forwarded");
    const { id } = here.owner.send(here.channel.id, "news");
    const forward = here.user.forward(here.channel.id, id, "dm");
    expect(() => here.user.edit("dm", forward.id, "text")).toThrow("can't be edited");
    deny(PermissionFlagsBits.ViewChannel);
    expect(() => here.user.forward(here.channel.id, id, "dm")).toThrow("permission to view");
  });
});

describe("stickers", () => {
  it("come as items, up to three, with or without text", () => {
    const [wave] = here.discord.standardStickers;
    const formats = (["png", "apng", "gif"] as const).map((format) => here.guild.createSticker(format, { format }));
    const sent = here.user.send(here.channel.id, "hi", { stickers: formats.map(({ id }) => id) });
    expect(sent.sticker_items?.map(({ format_type }) => format_type)).toEqual([1, 2, 4]);
    expect(here.user.send("dm", "", { stickers: [wave?.id ?? ""] }).sticker_items).toEqual([
      { id: wave?.id, name: "Wave", format_type: 3 },
    ]);
    const four = Array.from({ length: 4 }, () => wave?.id ?? "");
    expect(() => here.user.send("dm", "", { stickers: four })).toThrow("3 stickers");
  });

  it("of a server go elsewhere, the DM included, only with Nitro and where they may", () => {
    const { id } = here.guild.createSticker("Anchor");
    expect(() => here.user.send("dm", "", { stickers: [id] })).toThrow("can't send the sticker");
    expect(rich.send("dm", "", { stickers: [id] }).sticker_items).toHaveLength(1);
    const foreign = here.discord.createGuild({ name: "Elsewhere", owner: here.owner }).createSticker("Rope");
    expect(() => rich.send("dm", "", { stickers: [foreign.id] })).toThrow("can't send the sticker");
    const abroad = here.discord.createGuild({ name: "Abroad", owner: rich }).createSticker("Flag");
    expect(rich.send(here.channel.id, "", { stickers: [abroad.id] }).sticker_items).toHaveLength(1);
    deny(PermissionFlagsBits.UseExternalStickers);
    expect(() => rich.send(here.channel.id, "", { stickers: [abroad.id] })).toThrow("can't send the sticker");
  });
});

describe("a poll", () => {
  const poll = { question: "When?", answers: ["Now", "Later"] };

  it("is answered, changed and taken back, told vote by vote", async () => {
    const { id } = here.owner.send(here.channel.id, "", { poll });
    const heard = await listen(POLLS);
    here.user.vote(here.channel.id, id, [1]);
    here.user.vote(here.channel.id, id, [2]);
    here.user.vote(here.channel.id, id, []);
    const place = { user_id: here.user.id, channel_id: here.channel.id, message_id: id, guild_id: here.guild.id };
    expect((await heard()).map(({ t, d }) => [t, d])).toEqual([
      ["MESSAGE_POLL_VOTE_ADD", { ...place, answer_id: 1 }],
      ["MESSAGE_POLL_VOTE_REMOVE", { ...place, answer_id: 1 }],
      ["MESSAGE_POLL_VOTE_ADD", { ...place, answer_id: 2 }],
      ["MESSAGE_POLL_VOTE_REMOVE", { ...place, answer_id: 2 }],
    ]);
  });

  it("shows everybody the votes, and oneself one's own", () => {
    const { id } = here.owner.send(here.channel.id, "", { poll: { ...poll, multiple: true } });
    here.user.vote(here.channel.id, id, [1, 2]);
    here.owner.vote(here.channel.id, id, [1]);
    expect(here.owner.messages(here.channel.id)[0]?.poll?.results?.answer_counts).toEqual([
      { id: 1, count: 2, me_voted: true },
      { id: 2, count: 1, me_voted: false },
    ]);
  });

  it("can't be voted on twice, for nothing, or when it has ended", () => {
    const { id } = here.user.send("dm", "", { poll });
    expect(() => here.user.vote("dm", id, [1, 2])).toThrow("one answer");
    expect(() => here.user.vote("dm", id, [3])).toThrow("no answer 3");
    expect(() => here.user.edit("dm", id, "text")).toThrow("can't be edited");
    here.clock.at += 24 * 3_600_000;
    expect(() => here.user.vote("dm", id, [1])).toThrow("has ended");
    expect(() => here.user.vote("dm", here.user.send("dm", "hi").id, [1])).toThrow("no poll");
  });

  it("keeps to its sizes, comes alone, and needs the right", () => {
    const send = (draft: object, content = "") =>
      here.user.send(here.channel.id, content, { poll: { ...poll, ...draft } });
    expect(() => send({ question: " " })).toThrow("question");
    expect(() => send({ question: "x".repeat(301) })).toThrow("question");
    expect(() => send({ answers: [] })).toThrow("1 to 10 answers");
    expect(() => send({ answers: ["x".repeat(56)] })).toThrow("1 to 55");
    expect(() => send({ hours: 769 })).toThrow("32 days");
    expect(() => send({}, "text")).toThrow("alone");
    deny(PermissionFlagsBits.SendPolls);
    expect(() => send({})).toThrow("permission to create polls");
  });
});

describe("emoji of servers", () => {
  it("are written where they can be used, and become their name where not", () => {
    const { id } = here.guild.createEmoji("anchor");
    const moving = here.guild.createEmoji("wheel", { animated: true });
    const text = `<:anchor:${id}> <a:wheel:${moving.id}>`;
    expect(here.user.send(here.channel.id, text).content).toBe(`<:anchor:${id}> :wheel:`);
    expect(here.user.send("dm", text).content).toBe(":anchor: :wheel:");
    expect(rich.send("dm", text).content).toBe(text);
  });

  it("are reactions, told with their id, and nameless once they are gone", async () => {
    const emoji = here.guild.createEmoji("anchor", { animated: true });
    const message = here.owner.send(here.channel.id, "hi");
    expect(() => here.user.react(here.channel.id, message.id, `<a:anchor:${emoji.id}>`)).toThrow("can't use");
    const heard = await listen((1 << 10) | (1 << 3));
    rich.react(here.channel.id, message.id, `<a:anchor:${emoji.id}>`);
    here.guild.deleteEmoji(emoji.id);
    rich.unreact(here.channel.id, message.id, `anchor:${emoji.id}`);
    expect((await heard()).map(({ t, d }) => [t, d])).toMatchObject([
      ["MESSAGE_REACTION_ADD", { emoji: { id: emoji.id, name: "anchor", animated: true } }],
      ["GUILD_EMOJIS_UPDATE", { guild_id: here.guild.id, emojis: [] }],
      ["MESSAGE_REACTION_REMOVE", { emoji: { id: emoji.id, name: null } }],
    ]);
  });
});

describe("attachments", () => {
  it("carry spoiler and alt text", () => {
    const file = { name: "end.png", bytes: new Uint8Array(1), spoiler: true, description: "the last page" };
    expect(here.user.send("dm", "", { files: [file] }).attachments).toMatchObject([
      { filename: "end.png", flags: 8, description: "the last page" },
    ]);
    const old = { name: "SPOILER_end.png", bytes: new Uint8Array(1) };
    expect(here.user.send("dm", "", { files: [old] }).attachments).toMatchObject([
      { filename: "SPOILER_end.png", flags: 8 },
    ]);
  });
});

describe("without the Message Content intent", () => {
  it("a server's message has no files, embeds, poll and snapshot; a DM has them all", async () => {
    const sticker = here.guild.createSticker("Anchor");
    const original = here.owner.send(here.channel.id, "news");
    const heard = await listen(GUILD_MESSAGES | DIRECT_MESSAGES);
    const poll = { question: "When?", answers: ["Now"] };
    for (const to of [here.channel.id, "dm"]) {
      here.user.send(to, "", { poll });
      here.user.forward(here.channel.id, original.id, to);
      here.user.sendVoice(to);
    }
    here.user.send(here.channel.id, "hi", { stickers: [sticker.id] });
    const seen = (await heard()).map(({ d }) => d as Record<string, unknown>);
    const held = seen.map(({ poll: one, message_snapshots, attachments }) => [
      one !== undefined,
      message_snapshots !== undefined,
      (attachments as unknown[]).length,
    ]);
    expect(held).toEqual([
      [false, false, 0],
      [false, false, 0],
      [false, false, 0],
      [true, false, 0],
      [false, true, 0],
      [false, false, 1],
      [false, false, 0],
    ]);
    // Stickers aren't content: the documents leave them.
    expect(seen.at(-1)).toMatchObject({ content: "", sticker_items: [{ name: "Anchor" }] });
  });

  it("with it, a server's message has everything", async () => {
    const heard = await listen(GUILD_MESSAGES | MESSAGE_CONTENT);
    here.user.send(here.channel.id, "", { poll: { question: "When?", answers: ["Now"] } });
    expect((await heard())[0]?.d).toMatchObject({ poll: { question: { text: "When?" } } });
  });
});
