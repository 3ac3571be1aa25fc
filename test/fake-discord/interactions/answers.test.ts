// What answers do: messages, ephemeral ones, deferred ones, updates, @original, follow-ups, and the end of a token.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identify } from "../gateway/raw-client.ts";
import { type Arrived, accept } from "./tiny-app.ts";
import { buildTown, type Town } from "./town.ts";

const EPHEMERAL = 64;
const LOADING = 128;
const V2 = 1 << 15;

let town: Town;
beforeEach(async () => {
  town = await buildTown();
  await town.register([{ name: "ping", description: "Answers." }]);
});
afterEach(() => town.close());

const ping = () => town.user.command(town.general, "ping");
const answer = (body: object) => town.app.behave(() => body);
const original = (method: string, body?: object) =>
  town.app.webhook(town.app.last(), method, "/messages/@original", body);
const contents = () => town.user.messages(town.general).map((message) => message.content);
const panel = (components: object[] = [{ type: 2, style: 1, custom_id: "press", label: "Press" }]) =>
  town.post(town.general, { content: "panel", components: [{ type: 1, components }] });

describe("an ephemeral answer", () => {
  it("is seen by the one person only, never reaches the channel, and can be waved away", async () => {
    answer({ type: 4, data: { content: "only you", flags: EPHEMERAL } });
    const result = await ping();
    expect(result.message()).toMatchObject({ content: "only you", ephemeral: true });
    expect(contents()).toEqual(["only you"]);
    expect(town.owner.messages(town.general)).toEqual([]);
    town.user.delete(town.general, result.message()?.id ?? "");
    expect(contents()).toEqual([]);
  });

  it("can be changed and deleted with the token, and stays ephemeral", async () => {
    answer({ type: 4, data: { content: "only you", flags: EPHEMERAL } });
    const result = await ping();
    expect((await original("PATCH", { content: "changed" })).status).toBe(200);
    expect(result.message()).toMatchObject({ content: "changed", ephemeral: true, flags: EPHEMERAL });
    expect((await original("GET")).body).toMatchObject({ content: "changed" });
    expect((await original("DELETE")).status).toBe(204);
    expect(result.message()).toBeNull();
    expect((await original("GET")).body.code).toBe(10008);
  });
});

describe("the gateway", () => {
  it("hears of open answers as of any message, and never of ephemeral ones", async () => {
    const { url } = (await (
      await fetch(`${town.discord.url}/v10/gateway`, {
        headers: { "User-Agent": "DiscordBot (https://example.com, 1)" },
      })
    ).json()) as { url: string };
    const { client } = await identify(url, town.discord.application.token, 1 << 9);
    answer({ type: 4, data: { content: "only you", flags: EPHEMERAL } });
    await ping();
    await original("PATCH", { content: "still only you" });
    await original("DELETE");
    answer({ type: 5 });
    await ping();
    await original("PATCH", { content: "open" });
    await client.settled();
    const heard = client.frames.filter((frame) => frame.s !== null && frame.t !== "READY");
    expect(
      heard.map(({ t, d }) => [t, (d as { content: string; flags: number }).content, (d as { flags: number }).flags]),
    ).toEqual([
      ["MESSAGE_CREATE", "", LOADING],
      ["MESSAGE_UPDATE", "open", 0],
    ]);
  });
});

describe("a deferred answer", () => {
  it("shows that the bot is thinking until @original is edited", async () => {
    answer({ type: 5 });
    const result = await ping();
    expect(result.outcome).toBe("deferred");
    expect(result.message()).toMatchObject({ content: "", flags: LOADING });
    await expect(result.done(20)).rejects.toThrow("never filled in");
    const done = result.done();
    await original("PATCH", { content: "thought" });
    expect(await done).toMatchObject({ content: "thought", flags: 0, edited_timestamp: null, ephemeral: false });
  });

  it("is ephemeral or not from the start, whatever fills it in", async () => {
    answer({ type: 5, data: { flags: EPHEMERAL } });
    const result = await ping();
    const reply = await town.app.webhook(town.app.last(), "POST", "", { content: "filled by a follow-up" });
    expect(reply.body.id).toBe(result.message()?.id);
    expect(await result.done()).toMatchObject({ content: "filled by a follow-up", ephemeral: true });
    expect(town.owner.messages(town.general)).toEqual([]);
  });

  it("may be filled in with Components V2, which can't be said when deferring", async () => {
    answer({ type: 5 });
    const result = await ping();
    const body = { flags: V2, components: [{ type: 10, content: "text" }] };
    expect((await original("PATCH", body)).status).toBe(200);
    expect(await result.done()).toMatchObject({ flags: V2, components: [{ type: 10, content: "text" }] });
  });

  it("is over when its channel goes, and can't be filled in any more", async () => {
    answer({ type: 5, data: { flags: EPHEMERAL } });
    const result = await ping();
    const done = result.done();
    town.guild.deleteChannel(town.general);
    expect(await done).toBeNull();
    expect(await original("PATCH", { content: "late" })).toMatchObject({ status: 404, body: { code: 10003 } });
  });

  it("can't be filled in with nothing", async () => {
    answer({ type: 5 });
    await ping();
    expect(await original("PATCH", {})).toMatchObject({ status: 400, body: { code: 50006 } });
  });
});

describe("follow-ups", () => {
  it("are messages of their own that reply to the answer; ephemeral ones are for that person", async () => {
    const result = await ping();
    const open = await town.app.webhook(town.app.last(), "POST", "", { content: "and more" });
    await town.app.webhook(town.app.last(), "POST", "", { content: "for you", flags: EPHEMERAL });
    expect(open.body).toMatchObject({ type: 19, message_reference: { message_id: result.message()?.id } });
    expect(contents()).toEqual(["hello", "and more", "for you"]);
    expect(town.owner.messages(town.general).map((message) => message.content)).toEqual(["hello", "and more"]);
    const edited = await town.app.webhook(town.app.last(), "PATCH", `/messages/${open.body.id}`, {
      content: "changed",
    });
    expect(edited.body.content).toBe("changed");
  });

  it("of one interaction can't touch another's messages", async () => {
    const first = await ping();
    await ping();
    const foreign = await town.app.webhook(town.app.last(), "PATCH", `/messages/${first.message()?.id}`, {
      content: "x",
    });
    expect(foreign).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  it("ping users but no roles unless they say so", async () => {
    const role = town.guild.createRole({ name: "Staff" });
    const text = `<@${town.owner.id}> <@&${role.id}>`;
    answer({ type: 4, data: { content: text } });
    const quiet = (await ping()).message();
    expect(quiet?.mentions.map((user) => user.id)).toEqual([town.owner.id]);
    expect(quiet?.mention_roles).toEqual([]);
    const loud = await town.app.webhook(town.app.last(), "POST", "", {
      content: text,
      allowed_mentions: { roles: [role.id] },
    });
    expect(loud.body).toMatchObject({ mentions: [], mention_roles: [role.id] });
  });
});

describe("the token", () => {
  it("is good for fifteen minutes of Discord's clock", async () => {
    await ping();
    town.clock.at += 15 * 60_000;
    expect((await original("PATCH", { content: "just in time" })).status).toBe(200);
    town.clock.at += 1;
    expect(await original("PATCH", { content: "late" })).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it("is unknown when it is wrong, of another application, or not answered yet", async () => {
    town.app.behave(async (interaction, response) => {
      const early = await town.app.webhook(interaction, "POST", "", { content: "early" });
      expect(early).toMatchObject({ status: 404, body: { code: 10015 } });
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"type":4,"data":{"content":"x"}}');
    });
    expect((await ping()).outcome).toBe("message");
    const wrong = { ...town.app.last(), token: "wrong" };
    expect((await town.app.webhook(wrong, "POST", "", { content: "x" })).body.code).toBe(10015);
    expect((await town.app.callback(wrong, { type: 4, data: { content: "x" } })).body.code).toBe(10062);
  });
});

describe("an answer to a button", () => {
  const press = async (id: string) => town.user.click(town.general, id, "Press");

  it("may update the message, which counts as edited", async () => {
    const { id } = await panel();
    answer({ type: 7, data: { content: "updated", components: [] } });
    const result = await press(id);
    expect(result).toMatchObject({ outcome: "updated" });
    expect(result.message()).toBeNull();
    expect(town.user.messages(town.general)).toMatchObject([{ id, content: "updated", components: [] }]);
  });

  it("may put the update off; @original is then the message", async () => {
    const { id } = await panel();
    answer({ type: 6 });
    const result = await press(id);
    expect(result.outcome).toBe("deferred");
    expect((await original("GET")).body.id).toBe(id);
    const done = result.done();
    await original("PATCH", { content: "later" });
    expect(await done).toBeNull();
    expect(contents()).toEqual(["later"]);
  });

  it("replies to the message when it is a message of its own", async () => {
    const { id } = await panel();
    const result = await press(id);
    expect(result.message()).toMatchObject({
      type: 19,
      referenced_message: { id },
      interaction_metadata: { type: 3, interacted_message_id: id, user: { id: town.user.id } },
    });
  });

  it("may not turn an ephemeral message into an open one or empty it", async () => {
    answer({
      type: 4,
      data: {
        content: "only you",
        flags: EPHEMERAL,
        components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "press", label: "Press" }] }],
      },
    });
    const { id = "" } = (await ping()).message() ?? {};
    answer({ type: 7, data: { content: "", components: [] } });
    expect((await press(id)).reason).toContain("50006");
    answer({ type: 7, data: { content: "still only you" } });
    expect((await press(id)).outcome).toBe("updated");
    expect(town.owner.messages(town.general)).toEqual([]);
  });
});

describe("files", () => {
  const upload = async (interaction: Arrived, payload: object) => {
    const form = new FormData();
    form.set("payload_json", JSON.stringify(payload));
    form.set("files[0]", new Blob(["hi"], { type: "text/plain" }), "a.txt");
    return fetch(`${town.discord.url}/v10/interactions/${interaction.id}/${interaction.token}/callback`, {
      method: "POST",
      headers: { "User-Agent": "DiscordBot (https://example.com, 1)" },
      body: form,
    });
  };

  it("come through the callback route, and stay or go with an edit's attachments", async () => {
    town.app.behave(async (interaction, response) => {
      accept(response);
      const payload = { type: 4, data: { content: "file", attachments: [{ id: 0, description: "a file" }] } };
      expect((await upload(interaction, payload)).status).toBe(204);
    });
    const result = await ping();
    const [file] = result.message()?.attachments ?? [];
    expect(file).toMatchObject({ filename: "a.txt", description: "a file" });
    expect(await (await fetch(file?.url ?? "")).text()).toBe("hi");
    await original("PATCH", { content: "kept", attachments: [{ id: file?.id }] });
    expect(result.message()?.attachments).toHaveLength(1);
    await original("PATCH", { content: "gone", attachments: [] });
    expect(result.message()?.attachments).toEqual([]);
  });

  it("and embeds depend on what the bot may in the channel", async () => {
    const without = (permission: bigint) => {
      town.guild.setBotPermissions(0n);
      town.guild.setOverwrites(town.general, [{ id: town.guild.everyone.id, type: 0, deny: permission }]);
    };
    without(1n << 14n);
    answer({ type: 4, data: { content: "text", embeds: [{ title: "gone" }] } });
    expect((await ping()).message()).toMatchObject({ content: "text", embeds: [] });
    answer({ type: 4, data: { embeds: [{ title: "gone" }] } });
    expect((await ping()).reason).toContain("50013");
  });

  it("need the bot's permission to attach files", async () => {
    town.guild.setBotPermissions(0n);
    town.guild.setOverwrites(town.general, [{ id: town.guild.everyone.id, type: 0, deny: 1n << 15n }]);
    let status = 0;
    town.app.behave(async (interaction, response) => {
      status = (await upload(interaction, { type: 4, data: { content: "file" } })).status;
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"type":4,"data":{"content":"no file"}}');
    });
    expect((await ping()).message()?.content).toBe("no file");
    expect(status).toBe(403);
  });
});
