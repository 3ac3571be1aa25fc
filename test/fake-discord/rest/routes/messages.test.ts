// What becomes of the bot's messages: nonces, replies, mentions, files, edits, lists; and to whom it can't write.

import type { APIMessage } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const post = (channelId: string, body: object) => here.bot("POST", `/channels/${channelId}/messages`, { body });
const list = async (channelId: string, query = "") => {
  const { body } = await here.bot("GET", `/channels/${channelId}/messages${query}`);
  return body as unknown as APIMessage[];
};

describe("enforce_nonce", () => {
  const body = { content: "once", nonce: "row-7", enforce_nonce: true };

  test("gives the earlier message back instead of a second one", async () => {
    const first = await here.send(here.dm, body);
    const second = await here.send(here.dm, body);
    expect(second.id).toBe(first.id);
    expect(here.user.messages("dm")).toHaveLength(1);
  });

  test("answers 10008 when that message has been deleted", async () => {
    const { id } = await here.send(here.dm, body);
    await here.bot("DELETE", `/channels/${here.dm}/messages/${id}`);
    expect(await post(here.dm, body)).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test("forgets after its window", async () => {
    const first = await here.send(here.dm, body);
    here.clock.at += 5 * 60_000 + 1;
    expect((await here.send(here.dm, body)).id).not.toBe(first.id);
  });

  test("is what makes the difference: a nonce alone repeats the message and comes back with it", async () => {
    const first = await here.send(here.dm, { content: "a", nonce: "n" });
    const second = await here.send(here.dm, { content: "a", nonce: "n" });
    expect(second.id).not.toBe(first.id);
    expect(second.nonce).toBe("n");
  });
});

describe("a DM", () => {
  test("opens as the same channel each time", async () => {
    const open = () => here.bot("POST", "/users/@me/channels", { body: { recipient_id: here.user.id } });
    expect((await open()).body).toMatchObject({ id: here.dm, type: 1 });
    expect((await open()).body).toMatchObject({ id: here.dm });
  });

  test("doesn't reach a person who closed their DMs (50007), though the channel opens", async () => {
    here.user.allowDms(false);
    expect((await here.bot("POST", "/users/@me/channels", { body: { recipient_id: here.user.id } })).status).toBe(200);
    expect(await post(here.dm, { content: "hi" })).toMatchObject({ status: 403, body: { code: 50007 } });
  });

  test("doesn't reach a person without a common server (50278), though the channel opens", async () => {
    const stranger = here.discord.createUser({ username: "stranger" });
    const opened = await here.bot("POST", "/users/@me/channels", { body: { recipient_id: stranger.id } });
    expect(opened.status).toBe(200);
    expect(await post(String(opened.body.id), { content: "hi" })).toMatchObject({ status: 403, body: { code: 50278 } });
  });

  test("can't be opened with nobody (10013) or with the bot itself (50033)", async () => {
    const open = (id: string) => here.bot("POST", "/users/@me/channels", { body: { recipient_id: id } });
    expect((await open("100000000000000001")).body).toMatchObject({ code: 10013 });
    expect((await open(here.discord.application.id)).body).toMatchObject({ code: 50033 });
  });

  test("stays the other's: the bot deletes only its own messages there (50003)", async () => {
    const theirs = here.user.send("dm", "mine");
    const reply = await here.bot("DELETE", `/channels/${here.dm}/messages/${theirs.id}`);
    expect(reply).toMatchObject({ status: 403, body: { code: 50003 } });
  });
});

describe("a reply", () => {
  test("carries what it answers, and mentions the author unless told otherwise", async () => {
    const asked = here.user.send("dm", "hello?");
    const reference = { message_reference: { message_id: asked.id } };
    const loud = await here.send(here.dm, { content: "yes", ...reference });
    const quiet = await here.send(here.dm, { content: "yes", ...reference, allowed_mentions: { parse: [] } });
    expect(loud).toMatchObject({
      type: 19,
      referenced_message: { content: "hello?" },
      mentions: [{ id: here.user.id }],
    });
    expect(quiet.mentions).toEqual([]);
  });

  test("to a message that is gone fails, unless that is said to be fine", async () => {
    const reference = { message_id: "100000000000000001" };
    const strict = await post(here.dm, { content: "a", message_reference: reference });
    expect(flawsOf(strict.body)).toEqual({ message_reference: ["REPLIES_UNKNOWN_MESSAGE"] });
    const relaxed = { ...reference, fail_if_not_exists: false };
    expect(await here.send(here.dm, { content: "a", message_reference: relaxed })).toMatchObject({ type: 0 });
  });
});

describe("mentions", () => {
  test("ping everybody named, by default", async () => {
    const message = await here.send(here.channel.id, { content: `<@${here.user.id}> <@!${here.owner.id}>` });
    expect(message.mentions.map((user) => user.id)).toEqual([here.user.id, here.owner.id]);
  });

  test("ping nobody with an empty parse", async () => {
    const content = `<@${here.user.id}> <@&${here.guild.createRole({ name: "Staff" }).id}> @everyone`;
    const message = await here.send(here.channel.id, { content, allowed_mentions: { parse: [] } });
    expect(message).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
  });

  test("ping only who is listed", async () => {
    const content = `<@${here.user.id}> <@${here.owner.id}>`;
    const message = await here.send(here.channel.id, { content, allowed_mentions: { users: [here.owner.id] } });
    expect(message.mentions.map((user) => user.id)).toEqual([here.owner.id]);
  });

  test("don't ping from code or from an embed", async () => {
    const message = await here.send(here.channel.id, {
      content: `\`<@${here.user.id}>\``,
      embeds: [{ description: `<@${here.user.id}>` }],
    });
    expect(message.mentions).toEqual([]);
  });

  test("of a role that isn't mentionable need the right to mention everyone", async () => {
    const staff = here.guild.createRole({ name: "Staff" });
    const body = { content: `<@&${staff.id}>`, allowed_mentions: { roles: [staff.id] } };
    expect((await here.send(here.channel.id, body)).mention_roles).toEqual([staff.id]);
    here.guild.setBotPermissions(1024n | 2048n);
    expect((await here.send(here.channel.id, body)).mention_roles).toEqual([]);
  });
});

describe("files", () => {
  const upload = (body: object, ...files: [string, string, string | Uint8Array<ArrayBuffer>][]) =>
    here.bot("POST", `/channels/${here.dm}/messages`, {
      body,
      files: files.map(([field, name, content]) => ({ field, name, content })),
    });

  test("become attachments with the names and descriptions that the body gives them", async () => {
    const attachments = [{ id: 0, filename: "named.txt", description: "what it is" }];
    const { body } = await upload({ attachments }, ["files[0]", "a.txt", "abc"]);
    expect(body).toMatchObject({ attachments: [{ filename: "named.txt", description: "what it is", size: 3 }] });
  });

  test("alone make a message", async () => {
    expect((await upload({}, ["files[0]", "a.txt", "abc"])).status).toBe(200);
  });

  test("must be those that `attachments` lists", async () => {
    const reply = await upload({ attachments: [{ id: 1 }] }, ["files[0]", "a.txt", "abc"]);
    expect(flawsOf(reply.body)).toEqual({
      attachments: ["ATTACHMENT_NOT_FOUND"],
      "attachments.0.id": ["ATTACHMENT_NOT_FOUND"],
    });
  });

  test("must be called files[n]", async () => {
    expect(flawsOf((await upload({ content: "c" }, ["upload", "a.txt", "abc"])).body)).toEqual({
      upload: ["UNKNOWN_KEY"],
    });
  });

  test("may be 10 MiB each and not a byte more (40005)", async () => {
    const fits = new Uint8Array(10 * 1024 * 1024);
    const tooLarge = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await upload({}, ["files[0]", "a.bin", fits])).status).toBe(200);
    expect(await upload({}, ["files[0]", "a.bin", tooLarge])).toMatchObject({ status: 413, body: { code: 40005 } });
  });

  test("may be ten (30015)", async () => {
    const eleven = Array.from({ length: 11 }, (_, i): [string, string, string] => [`files[${i}]`, "a", "x"]);
    expect((await upload({}, ...eleven.slice(1))).status).toBe(200);
    expect(await upload({}, ...eleven)).toMatchObject({ status: 400, body: { code: 30015 } });
  });

  test("can be shown in an embed, and then aren't listed beside it", async () => {
    const embeds = [{ image: { url: "attachment://a.png" } }];
    const { body } = await upload({ embeds }, ["files[0]", "a.png", "png"]);
    const message = body as unknown as APIMessage;
    expect(message.attachments).toEqual([]);
    expect(await (await fetch(message.embeds[0]?.image?.url ?? "")).text()).toBe("png");
  });
});

describe("an edit", () => {
  test("changes what it names, marks the message, and keeps the rest", async () => {
    const { id } = await here.send(here.dm, { content: "a", embeds: [{ title: "t" }] });
    const { body } = await here.bot("PATCH", `/channels/${here.dm}/messages/${id}`, { body: { content: "b" } });
    expect(body).toMatchObject({
      content: "b",
      embeds: [{ title: "t" }],
      edited_timestamp: "2026-01-01T00:00:00.000000+00:00",
    });
  });

  test("can't touch others' messages (50005)", async () => {
    const theirs = here.user.send("dm", "mine");
    const reply = await here.bot("PATCH", `/channels/${here.dm}/messages/${theirs.id}`, { body: { content: "b" } });
    expect(reply).toMatchObject({ status: 403, body: { code: 50005 } });
  });

  test("can't leave nothing (50006)", async () => {
    const { id } = await here.send(here.dm, { content: "a" });
    const reply = await here.bot("PATCH", `/channels/${here.dm}/messages/${id}`, { body: { content: "" } });
    expect(reply).toMatchObject({ status: 400, body: { code: 50006 } });
  });

  test("drops the attachments that it doesn't list", async () => {
    const files = [0, 1].map((i) => ({ field: `files[${i}]`, name: `${i}.txt`, content: "x" }));
    const sent = await here.bot("POST", `/channels/${here.dm}/messages`, { body: {}, files });
    const message = sent.body as unknown as APIMessage;
    const attachments = [{ id: message.attachments[1]?.id }];
    const { body } = await here.bot("PATCH", `/channels/${here.dm}/messages/${message.id}`, { body: { attachments } });
    expect(body).toMatchObject({ attachments: [{ filename: "1.txt" }] });
    expect((await fetch(message.attachments[0]?.url ?? "")).status).toBe(404);
  });

  test("can't take IS_COMPONENTS_V2 back", async () => {
    const { id } = await here.send(here.dm, { flags: 1 << 15, components: [{ type: 10, content: "x" }] });
    const reply = await here.bot("PATCH", `/channels/${here.dm}/messages/${id}`, { body: { flags: 0 } });
    expect(flawsOf(reply.body)).toEqual({ flags: ["FLAGS_NOT_SETTABLE"] });
  });
});

describe("a list of messages", () => {
  test("goes from new to old, and pages before and after an id, nearest first", async () => {
    for (const content of ["1", "2", "3", "4", "5"]) await here.send(here.dm, { content });
    const contents = async (query: string) => (await list(here.dm, query)).map((message) => message.content);
    const third = (await list(here.dm)).find((message) => message.content === "3")?.id;
    expect(await contents("")).toEqual(["5", "4", "3", "2", "1"]);
    expect(await contents(`?after=${third}&limit=1`)).toEqual(["4"]);
    expect(await contents(`?before=${third}&limit=1`)).toEqual(["2"]);
    expect(await contents(`?around=${third}&limit=3`)).toEqual(["4", "3", "2"]);
  });

  test.each([["limit=0"], ["limit=101"], ["limit=x"], ["after=x"]])("refuses %s", async (query) => {
    expect((await here.bot("GET", `/channels/${here.dm}/messages?${query}`)).body).toMatchObject({ code: 50035 });
  });

  test("is empty, not an error, without READ_MESSAGE_HISTORY", async () => {
    here.owner.send(here.channel.id, "hi");
    here.guild.setOverwrites(here.channel.id, [{ id: here.discord.application.id, type: 1, deny: 1n << 16n }]);
    expect(await list(here.channel.id)).toEqual([]);
  });

  test("hides others' content when the application lacks the Message Content intent", async () => {
    here.owner.send(here.channel.id, "secret");
    here.owner.send(here.channel.id, `<@${here.discord.application.id}> for you`);
    here.user.send("dm", "in a DM");
    here.discord.setMessageContent(false);
    expect((await list(here.channel.id)).map((message) => message.content)).toEqual([
      `<@${here.discord.application.id}> for you`,
      "",
    ]);
    expect((await list(here.dm)).map((message) => message.content)).toEqual(["in a DM"]);
  });
});

describe("reactions and pins", () => {
  test("are the bot's, counted once, and go again", async () => {
    const { id } = here.user.send("dm", "hi");
    const path = `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent("✅")}/@me`;
    expect((await here.bot("PUT", path)).status).toBe(204);
    expect((await here.bot("PUT", path)).status).toBe(204);
    expect((await list(here.dm))[0]?.reactions).toMatchObject([{ emoji: { name: "✅" }, count: 1, me: true }]);
    await here.bot("DELETE", path);
    expect((await list(here.dm))[0]?.reactions).toBeUndefined();
  });

  test.each([["abc"], ["name:100000000000000001"], ["✅✅"]])("refuse %s as an emoji (10014)", async (emoji) => {
    const { id } = here.user.send("dm", "hi");
    const path = `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`;
    expect((await here.bot("PUT", path)).body).toMatchObject({ code: 10014 });
  });

  test("stop at twenty kinds (30010)", async () => {
    const { id } = here.user.send("dm", "hi");
    const put = (emoji: string) =>
      here.bot("PUT", `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`);
    const emojis = Array.from({ length: 21 }, (_, i) => String.fromCodePoint(0x1f600 + i));
    for (const emoji of emojis.slice(0, 20)) expect((await put(emoji)).status).toBe(204);
    expect((await put(emojis[20] ?? "")).body).toMatchObject({ code: 30010 });
  });

  test("pin by the new path and the old one, and say so in the channel", async () => {
    const first = await here.send(here.dm, { content: "1" });
    const second = await here.send(here.dm, { content: "2" });
    expect((await here.bot("PUT", `/channels/${here.dm}/messages/pins/${first.id}`)).status).toBe(204);
    expect((await here.bot("PUT", `/channels/${here.dm}/pins/${second.id}`)).status).toBe(204);
    const pins = await here.bot("GET", `/channels/${here.dm}/messages/pins`);
    expect(pins.body).toMatchObject({ items: [{ message: { id: first.id } }, { message: { id: second.id } }] });
    expect((await list(here.dm)).map((message) => message.type)).toEqual([6, 6, 0, 0]);
  });
});
