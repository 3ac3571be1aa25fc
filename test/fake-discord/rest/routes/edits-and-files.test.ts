// Files that come with a message, and what an edit keeps of it.

import type { APIMessage } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

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

  test("may be larger in a boosted server, up to the 25 MiB of a request", async () => {
    here.guild.setBoostTier(2);
    const post = (size: number) =>
      here.bot("POST", `/channels/${here.channel.id}/messages`, {
        body: {},
        files: [{ field: "files[0]", name: "a.bin", content: new Uint8Array(size) }],
      });
    expect((await post(11 * 1024 * 1024)).status).toBe(200);
    expect((await post(25 * 1024 * 1024)).body).toMatchObject({ code: 40005 });
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

  test("can't change a system message (50021)", async () => {
    const { id } = await here.send(here.dm, { content: "a" });
    await here.bot("PUT", `/channels/${here.dm}/messages/pins/${id}`);
    const notice = here.user.messages("dm").at(-1)?.id;
    const reply = await here.bot("PATCH", `/channels/${here.dm}/messages/${notice}`, { body: { content: "b" } });
    expect(reply).toMatchObject({ status: 403, body: { code: 50021 } });
  });

  test("hides the embeds with SUPPRESS_EMBEDS and shows them again without", async () => {
    const { id } = await here.send(here.dm, { content: "a", embeds: [{ title: "t" }] });
    const edit = async (flags: number) =>
      (await here.bot("PATCH", `/channels/${here.dm}/messages/${id}`, { body: { flags } })).body;
    expect(await edit(4)).toMatchObject({ embeds: [], flags: 4 });
    expect(await edit(0)).toMatchObject({ embeds: [{ title: "t" }], flags: 0 });
  });
});
