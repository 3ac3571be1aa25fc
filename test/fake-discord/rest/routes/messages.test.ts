// What becomes of a message that the bot sends: nonces, replies, mentions; and to whom it can't write.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const post = (channelId: string, body: object) => here.bot("POST", `/channels/${channelId}/messages`, { body });

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
