// What the bot sends besides text: voice messages, forwards, stickers, polls, spoilers, emoji of servers; each refusal by its code.

import type { APIMessage, APISticker } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentVoice, waveformOf } from "../../media/voice.ts";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

const VOICE = 1 << 13;
const HAS_SNAPSHOT = 1 << 14;

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const deny = (bits: bigint) =>
  here.guild.setOverwrites(here.channel.id, [{ id: here.discord.application.id, type: 1, deny: bits }]);
const post = (channelId: string, body: object) => here.bot("POST", `/channels/${channelId}/messages`, { body });
const patch = ({ id, channel_id }: APIMessage, body: object) =>
  here.bot("PATCH", `/channels/${channel_id}/messages/${id}`, { body });

describe("a voice message", () => {
  const metadata = { id: 0, filename: "voice.ogg", duration_secs: 1.5, waveform: waveformOf(1.5) };
  const speak = (body: object = {}, name = "voice.ogg", channelId = here.dm, count = 1) =>
    here.bot("POST", `/channels/${channelId}/messages`, {
      body: { flags: VOICE, attachments: [metadata], ...body },
      files: Array.from({ length: count }, (_, i) => ({
        field: `files[${i}]`,
        name,
        content: silentVoice(1.5) as Uint8Array<ArrayBuffer>,
      })),
    });

  test("has one file with its duration and waveform", async () => {
    const { status, body } = await speak();
    expect(status).toBe(200);
    const { attachments, flags } = body as unknown as APIMessage;
    expect(flags).toBe(VOICE);
    const { duration_secs, waveform } = metadata;
    expect(attachments).toMatchObject([{ filename: "voice.ogg", content_type: "audio/ogg", duration_secs, waveform }]);
  });

  test("may be a reply", async () => {
    const asked = here.user.send("dm", "say it");
    expect((await speak({ message_reference: { message_id: asked.id } })).body).toMatchObject({ type: 19 });
  });

  test.each<[string, () => ReturnType<typeof speak>, number, number]>([
    ["with text", () => speak({ content: "c" }), 400, 50159],
    ["with an embed", () => speak({ embeds: [{ title: "t" }] }), 400, 50159],
    ["of a file that isn't audio", () => speak({ attachments: [{ ...metadata, filename: "a.png" }] }), 400, 50160],
    ["of two files", () => speak({ attachments: [metadata, { ...metadata, id: 1 }] }, "a.ogg", here.dm, 2), 400, 50160],
    ["without a file", () => post(here.dm, { flags: VOICE }), 400, 50160],
    ["without a duration", () => speak({ attachments: [{ ...metadata, duration_secs: null }] }), 400, 50161],
    ["without a waveform", () => speak({ attachments: [{ ...metadata, waveform: null }] }), 400, 50161],
  ])("%s is refused", async (_, send, status, code) => {
    expect(await send()).toMatchObject({ status, body: { code } });
  });

  test("needs SEND_VOICE_MESSAGES (50173)", async () => {
    deny(1n << 46n);
    expect(await speak({}, "voice.ogg", here.channel.id)).toMatchObject({ status: 403, body: { code: 50173 } });
  });

  test("can't be edited (50162)", async () => {
    const sent = (await speak()).body as unknown as APIMessage;
    expect(await patch(sent, { content: "c" })).toMatchObject({ status: 400, body: { code: 50162 } });
  });

  test("is what makes the difference: without the flag, audio is a file", async () => {
    expect((await speak({ flags: 0, content: "listen" })).status).toBe(200);
  });
});

describe("a forward", () => {
  const forward = (message: APIMessage, more: object = {}, to = here.dm) =>
    post(to, { message_reference: { type: 1, message_id: message.id, channel_id: message.channel_id }, ...more });

  test("holds a picture of the message, with its files, and no author", async () => {
    const file = { name: "a.png", bytes: new Uint8Array(3), description: "a map" };
    const original = here.owner.send(here.channel.id, `look <@${here.user.id}>`, { files: [file] });
    const sent = (await forward(original)).body as unknown as APIMessage;
    expect(sent).toMatchObject({
      type: 0,
      content: "",
      flags: HAS_SNAPSHOT,
      attachments: [],
      message_reference: { type: 1, message_id: original.id, channel_id: here.channel.id, guild_id: here.guild.id },
      message_snapshots: [
        {
          message: {
            type: 0,
            content: `look <@${here.user.id}>`,
            attachments: [{ filename: "a.png", description: "a map" }],
            mentions: [{ id: here.user.id }],
            timestamp: original.timestamp,
          },
        },
      ],
    });
    expect(sent.message_snapshots?.[0]?.message).not.toHaveProperty("author");
    expect(sent.referenced_message).toBeUndefined();
  });

  test("stays as it is when the message changes or goes, its files included", async () => {
    const original = here.owner.send(here.channel.id, "before", {
      files: [{ name: "a.txt", bytes: new Uint8Array(3) }],
    });
    const { id } = (await forward(original)).body as unknown as APIMessage;
    here.owner.edit(here.channel.id, original.id, "after");
    here.owner.delete(here.channel.id, original.id);
    here.clock.at += 86_400_000;
    const { body } = await here.bot("GET", `/channels/${here.dm}/messages/${id}`);
    const snapshot = (body as unknown as APIMessage).message_snapshots?.[0]?.message;
    expect(snapshot?.content).toBe("before");
    expect((await fetch(snapshot?.attachments[0]?.url ?? "")).status).toBe(200);
  });

  test("of a forward goes on with what that one holds", async () => {
    const original = here.owner.send(here.channel.id, "first");
    const once = (await forward(original, {}, here.channel.id)).body as unknown as APIMessage;
    const twice = (await forward(once)).body as unknown as APIMessage;
    expect(twice).toMatchObject({
      message_reference: { message_id: once.id },
      message_snapshots: [{ message: { content: "first" } }],
    });
  });

  test.each(["content", "embeds", "components", "sticker_ids", "poll"])("comes without %s", async (key) => {
    const values: Record<string, unknown> = {
      content: "c",
      embeds: [{ title: "t" }],
      components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "A" }] }],
      sticker_ids: ["1"],
      poll: { question: { text: "?" }, answers: [{ poll_media: { text: "a" } }] },
    };
    const reply = await forward(here.owner.send(here.channel.id, "hi"), { [key]: values[key] });
    expect(flawsOf(reply.body)).toEqual({ [key]: ["FORWARD_COMES_ALONE"] });
  });

  test("must say of what, and from where", async () => {
    const reply = (reference: object) => post(here.dm, { message_reference: { type: 1, ...reference } });
    const { id } = here.owner.send(here.channel.id, "hi");
    expect(flawsOf((await reply({ message_id: id })).body)).toEqual({
      "message_reference.channel_id": ["BASE_TYPE_REQUIRED"],
    });
    expect(flawsOf((await reply({ channel_id: here.channel.id })).body)).toEqual({
      "message_reference.message_id": ["BASE_TYPE_REQUIRED"],
    });
    const gone = { message_id: "100000000000000001", channel_id: here.channel.id };
    expect(flawsOf((await reply(gone)).body)).toEqual({ message_reference: ["REPLIES_UNKNOWN_MESSAGE"] });
    const nowhere = { message_id: id, channel_id: "100000000000000001" };
    expect((await reply(nowhere)).body).toMatchObject({ code: 10003 });
  });

  test("needs to see the channel (50001) and its history (50013)", async () => {
    const original = here.owner.send(here.channel.id, "hi");
    deny(1n << 10n);
    expect((await forward(original)).body).toMatchObject({ code: 50001 });
    deny(1n << 16n);
    expect((await forward(original)).body).toMatchObject({ code: 50013 });
  });

  test("is impossible of what the bot can't read (160014), possible of what mentions it", async () => {
    const hidden = here.owner.send(here.channel.id, "secret");
    const open = here.owner.send(here.channel.id, `<@${here.discord.application.id}> for you`);
    here.discord.setMessageContent(false);
    expect(await forward(hidden)).toMatchObject({ status: 400, body: { code: 160014 } });
    expect((await forward(open)).status).toBe(200);
    expect((await forward(here.user.send("dm", "mine"))).status).toBe(200);
  });

  test("is impossible of polls and of system messages (50068)", async () => {
    const poll = here.owner.send(here.channel.id, "", { poll: { question: "?", answers: ["a"] } });
    expect(await forward(poll)).toMatchObject({ status: 400, body: { code: 50068 } });
    const { id } = await here.send(here.dm, { content: "a" });
    await here.bot("PUT", `/channels/${here.dm}/messages/pins/${id}`);
    const notice = here.user.messages("dm").at(-1) as APIMessage;
    expect((await forward(notice)).body).toMatchObject({ code: 50068 });
  });
});

describe("a sticker", () => {
  let sticker: APISticker;
  beforeEach(() => {
    sticker = here.guild.createSticker("Anchor");
  });

  test("of the server makes a message", async () => {
    const sent = await here.send(here.channel.id, { sticker_ids: [sticker.id] });
    expect(sent.sticker_items).toEqual([{ id: sticker.id, name: "Anchor", format_type: 1 }]);
  });

  test("of another server, of Discord's or made up is refused (50081)", async () => {
    const other = here.discord.createGuild({ name: "Elsewhere", owner: here.owner }).createSticker("Rope");
    const [wave] = here.discord.standardStickers;
    for (const id of [other.id, wave?.id, "100000000000000001"]) {
      const reply = await post(here.channel.id, { sticker_ids: [id] });
      expect(reply).toMatchObject({ status: 400, body: { code: 50081 } });
    }
  });

  test("can't be sent into a DM (50600)", async () => {
    expect(await post(here.dm, { sticker_ids: [sticker.id] })).toMatchObject({ status: 403, body: { code: 50600 } });
  });

  test("can't be added by an edit (50080)", async () => {
    const sent = await here.send(here.channel.id, { content: "c" });
    expect((await patch(sent, { sticker_ids: [sticker.id] })).body).toMatchObject({ code: 50080 });
  });

  test("is described to who asks, and unknown otherwise (10060)", async () => {
    const path = `/guilds/${here.guild.id}/stickers`;
    expect((await here.bot("GET", path)).body).toMatchObject([{ id: sticker.id, format_type: 1, type: 2 }]);
    expect((await here.bot("GET", `${path}/${sticker.id}`)).body).toMatchObject({ name: "Anchor" });
    expect((await here.bot("GET", `/stickers/${sticker.id}`)).body).toMatchObject({ guild_id: here.guild.id });
    const [wave] = here.discord.standardStickers;
    expect((await here.bot("GET", `/stickers/${wave?.id}`)).body).toMatchObject({ format_type: 3, type: 1 });
    expect((await here.bot("GET", "/stickers/100000000000000001")).body).toMatchObject({ code: 10060 });
    expect((await here.bot("GET", `${path}/100000000000000001`)).body).toMatchObject({ code: 10060 });
  });
});

describe("a poll", () => {
  const poll = (...media: object[]) => ({
    poll: { question: { text: "When?" }, answers: media.map((poll_media) => ({ poll_media })), duration: 2 },
  });

  test("numbers its answers, and ends when it was told to", async () => {
    const sent = await here.send(here.dm, poll({ text: "Now" }, { text: "Later", emoji: { name: "🕐" } }));
    expect(sent.poll).toEqual({
      question: { text: "When?" },
      answers: [
        { answer_id: 1, poll_media: { text: "Now" } },
        { answer_id: 2, poll_media: { text: "Later", emoji: { id: null, name: "🕐" } } },
      ],
      expiry: "2026-01-01T02:00:00.000000+00:00",
      allow_multiselect: false,
      layout_type: 1,
      results: { is_finalized: false, answer_counts: [] },
    });
  });

  test("needs SEND_POLLS (50013), and emoji that the bot can use (520004)", async () => {
    const elsewhere = here.discord.createGuild({ name: "Elsewhere", owner: here.owner }).createEmoji("rope");
    const foreign = poll({ text: "a", emoji: { id: elsewhere.id } });
    expect(await post(here.channel.id, foreign)).toMatchObject({ status: 400, body: { code: 520004 } });
    const own = here.guild.createEmoji("anchor");
    expect((await post(here.channel.id, poll({ text: "a", emoji: { id: own.id } }))).status).toBe(200);
    deny(1n << 49n);
    expect((await post(here.channel.id, poll({ text: "a" }))).body).toMatchObject({ code: 50013 });
  });

  test("can't be edited (520003)", async () => {
    const sent = await here.send(here.dm, poll({ text: "a" }));
    expect(await patch(sent, { content: "c" })).toMatchObject({ status: 400, body: { code: 520003 } });
  });
});

describe("a spoiler", () => {
  const upload = (entry: object, name = "end.png") =>
    here.bot("POST", `/channels/${here.dm}/messages`, {
      body: { attachments: [{ id: 0, ...entry }] },
      files: [{ field: "files[0]", name, content: "png" }],
    });

  test("is marked by is_spoiler, by the old prefix, and unmarked by an edit", async () => {
    const marked = (await upload({ is_spoiler: true })).body as unknown as APIMessage;
    expect(marked.attachments).toMatchObject([{ filename: "end.png", flags: 8 }]);
    const prefixed = (await upload({}, "SPOILER_end.png")).body;
    expect(prefixed).toMatchObject({ attachments: [{ filename: "SPOILER_end.png", flags: 8 }] });
    const edit = { attachments: [{ id: marked.attachments[0]?.id, is_spoiler: false, description: "the end" }] };
    const [after] = ((await patch(marked, edit)).body as unknown as APIMessage).attachments;
    expect(after).toMatchObject({ filename: "end.png", description: "the end" });
    expect(after).not.toHaveProperty("flags");
  });
});

describe("a server's emoji", () => {
  const nowhere = "<:ghost:100000000000000001>";

  test("stays in text, embeds and text displays when the bot is in that server, and is `:name:` when not", async () => {
    const own = here.guild.createEmoji("anchor", { animated: true });
    const foreign = here.discord.createGuild({ name: "Elsewhere", owner: here.owner }).createEmoji("rope");
    const written = `<a:anchor:${own.id}> <:rope:${foreign.id}> ${nowhere}`;
    const kept = `<a:anchor:${own.id}> :rope: :ghost:`;
    const embeds = [{ title: written, description: written, fields: [{ name: written, value: written }] }];
    expect(await here.send(here.dm, { content: written, embeds })).toMatchObject({
      content: kept,
      embeds: [{ title: kept, description: kept, fields: [{ name: kept, value: kept }] }],
    });
    const v2 = { flags: 1 << 15, components: [{ type: 10, content: written }] };
    expect((await here.send(here.dm, v2)).components).toMatchObject([{ content: kept }]);
    const sent = await here.send(here.dm, { content: "a" });
    expect((await patch(sent, { content: written })).body).toMatchObject({ content: kept });
  });

  test("of another server needs USE_EXTERNAL_EMOJIS, except in DMs", async () => {
    const other = here.discord.createGuild({ name: "Elsewhere", owner: here.owner });
    other.addBot();
    const emoji = other.createEmoji("rope");
    const content = `<:rope:${emoji.id}>`;
    expect(await here.send(here.channel.id, { content })).toMatchObject({ content });
    deny(1n << 18n);
    expect(await here.send(here.channel.id, { content })).toMatchObject({ content: ":rope:" });
    expect(await here.send(here.dm, { content })).toMatchObject({ content });
  });

  test("is a reaction as name:id, with one that stands there already even when it is foreign", async () => {
    const own = here.guild.createEmoji("anchor", { animated: true });
    const elsewhere = here.discord.createGuild({ name: "Elsewhere", owner: here.owner });
    const foreign = elsewhere.createEmoji("rope");
    const rich = here.discord.createUser({ username: "rich", nitro: true });
    for (const guild of [here.guild, elsewhere]) guild.addMember(rich);
    const { id } = here.owner.send(here.channel.id, "hi");
    const put = (emoji: string) =>
      here.bot("PUT", `/channels/${here.channel.id}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`);
    expect((await put(`anchor:${own.id}`)).status).toBe(204);
    expect((await put(`rope:${foreign.id}`)).body).toMatchObject({ code: 10014 });
    rich.react(here.channel.id, id, `<:rope:${foreign.id}>`);
    expect((await put(`rope:${foreign.id}`)).status).toBe(204);
    const [seen] = here.user.messages(here.channel.id).find((message) => message.id === id)?.reactions ?? [];
    expect(seen?.emoji).toEqual({ id: own.id, name: "anchor", animated: true });
  });

  test("is listed to who asks, and unknown otherwise (10014)", async () => {
    const emoji = here.guild.createEmoji("anchor");
    const path = `/guilds/${here.guild.id}/emojis`;
    expect((await here.bot("GET", path)).body).toMatchObject([{ id: emoji.id, name: "anchor", animated: false }]);
    expect((await here.bot("GET", `${path}/${emoji.id}`)).body).toMatchObject({ name: "anchor" });
    expect((await here.bot("GET", `${path}/100000000000000001`)).body).toMatchObject({ code: 10014 });
  });
});

describe("files shown by components", () => {
  test("stand in the component with their link, which is renewed, and not beside it", async () => {
    const sent = await here.bot("POST", `/channels/${here.dm}/messages`, {
      body: { flags: 1 << 15, components: [{ type: 13, file: { url: "attachment://log.txt" } }] },
      files: [{ field: "files[0]", name: "log.txt", content: "abc" }],
    });
    const { id, attachments } = sent.body as unknown as APIMessage;
    expect(attachments).toEqual([]);
    here.clock.at += 86_400_000;
    const { body } = await here.bot("GET", `/channels/${here.dm}/messages/${id}`);
    const [file] = (body as unknown as { components: { file: { url: string } }[] }).components;
    expect(await (await fetch(file?.file.url ?? "")).text()).toBe("abc");
  });
});

describe("removing others' reactions", () => {
  test("takes them all, or those with one emoji, and needs MANAGE_MESSAGES in a server (50013, 50003 in a DM)", async () => {
    const { id } = here.owner.send(here.channel.id, "hi");
    for (const emoji of ["👍", "🎉"]) here.user.react(here.channel.id, id, emoji);
    const path = `/channels/${here.channel.id}/messages/${id}/reactions`;
    const left = () => here.user.messages(here.channel.id)[0]?.reactions?.map((one) => one.emoji.name) ?? [];
    expect((await here.bot("DELETE", `${path}/${encodeURIComponent("👍")}`)).status).toBe(204);
    expect(left()).toEqual(["🎉"]);
    expect((await here.bot("DELETE", path)).status).toBe(204);
    expect(left()).toEqual([]);
    deny(1n << 13n);
    expect((await here.bot("DELETE", path)).body).toMatchObject({ code: 50013 });
    const own = here.user.send("dm", "hi");
    const inDm = await here.bot("DELETE", `/channels/${here.dm}/messages/${own.id}/reactions`);
    expect(inDm.body).toMatchObject({ code: 50003 });
  });
});
