// Who and what gets past the REST server's door at all.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene, USER_AGENT } from "./bot-client.ts";

let here: Scene;
beforeAll(async () => {
  here = await scene();
});
afterAll(() => here.discord.close());

describe("a request is let in", () => {
  test("with the bot's token", async () => {
    const reply = await here.bot("GET", "/users/@me");
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ id: here.discord.application.id, bot: true });
  });

  test("with @me percent-encoded, as some clients write it", async () => {
    expect((await here.bot("GET", "/users/%40me")).status).toBe(200);
  });

  test.each([
    ["no Authorization", { Authorization: null }],
    ["a wrong token", { Authorization: "Bot wrong" }],
    ["the token without its prefix", { Authorization: "token" }],
  ])("but not with %s (401)", async (_, headers) => {
    const reply = await here.bot("GET", "/users/@me", { headers });
    expect(reply).toMatchObject({ status: 401, body: { message: "401: Unauthorized", code: 0 } });
  });

  test.each([["node"], ["Mozilla/5.0"], ["DiscordBot"]])("but not as %s (40333)", async (agent) => {
    const reply = await here.bot("GET", "/users/@me", { headers: { "User-Agent": agent } });
    expect(reply).toMatchObject({ status: 403, body: { code: 40333 } });
  });
});

describe("a body", () => {
  const post = (sent: Parameters<Scene["bot"]>[2]) => here.bot("POST", `/channels/${here.channel.id}/messages`, sent);

  test("needs a Content-Type that Discord reads (50035)", async () => {
    const reply = await post({ raw: "content=hi", headers: { "Content-Type": "text/plain" } });
    expect(reply).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  test("must be JSON (50109)", async () => {
    expect(await post({ raw: "{content" })).toMatchObject({ status: 400, body: { code: 50109 } });
  });

  test("must be an object", async () => {
    expect(flawsOf((await post({ raw: "[]" })).body)).toEqual({ "": ["MODEL_TYPE_CONVERT"] });
  });

  test("of more than 25 MiB is too large (40005)", async () => {
    const content = new Uint8Array(9 * 1024 * 1024);
    const files = [0, 1, 2].map((index) => ({ field: `files[${index}]`, name: `${index}.bin`, content }));
    expect(await post({ body: {}, files })).toMatchObject({ status: 413, body: { code: 40005 } });
  });

  test("may carry a reason for the audit log of 512 characters and no more", async () => {
    const delivered = (length: number) =>
      here.bot("GET", `/guilds/${here.guild.id}`, { headers: { "X-Audit-Log-Reason": "%C3%A4".repeat(length) } });
    expect((await delivered(512)).status).toBe(200);
    expect((await delivered(513)).status).toBe(400);
  });
});

describe("a path", () => {
  test("that Discord doesn't have is a 404, and stands in the record", async () => {
    here.discord.clearRequests();
    const reply = await here.bot("GET", "/nowhere/100000000000000001");
    expect(reply).toMatchObject({ status: 404, body: { message: "404: Not Found", code: 0 } });
    expect(here.discord.requests).toMatchObject([{ method: "GET", route: "/nowhere/:id", status: 404 }]);
  });

  test("that knows only other methods is a 405", async () => {
    expect((await here.bot("DELETE", "/users/@me")).status).toBe(405);
  });

  test("needs snowflakes where ids belong", async () => {
    const reply = await here.bot("GET", "/channels/lobby");
    expect(flawsOf(reply.body)).toEqual({ channel_id: ["NUMBER_TYPE_COERCE"] });
  });

  test("of another version of the API isn't served", async () => {
    const reply = await fetch(`${here.discord.url}/v9/users/@me`, { headers: { "User-Agent": USER_AGENT } });
    expect(await reply.json()).toMatchObject({ code: 50041 });
  });
});

describe("every request is recorded", () => {
  test("with its route, its body and its files, and without secrets in the route", async () => {
    here.discord.clearRequests();
    const files = [{ field: "files[0]", name: "a.txt", content: "abc" }];
    await here.bot("POST", `/channels/${here.channel.id}/messages`, { body: { content: "hi" }, files });
    await here.bot("GET", "/webhooks/100000000000000001/secret/messages/@original");
    await here.bot("POST", "/interactions/100000000000000001/secret/callback", { body: { type: 1 } });
    expect(here.discord.requests).toMatchObject([
      { route: "/channels/:id/messages", status: 200, body: { content: "hi" }, files: [{ name: "a.txt", size: 3 }] },
      { route: "/webhooks/:id/:token/messages/@original", status: 404 },
      { route: "/interactions/:id/:token/callback", status: 404 },
    ]);
  });

  test("and refusals that Discord counts against the address can be asked for", async () => {
    const before = here.discord.invalidRequests();
    await here.bot("GET", "/users/@me", { headers: { Authorization: null } });
    expect(here.discord.invalidRequests()).toBe(before + 1);
    here.clock.at += 600_000;
    expect(here.discord.invalidRequests()).toBe(0);
  });
});
