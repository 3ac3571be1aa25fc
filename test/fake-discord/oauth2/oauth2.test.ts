// Signing in through Discord: the link, the page, codes and tokens, what a token may read. Every way in which Discord says no.

import { createHash, randomBytes } from "node:crypto";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Scene, scene, USER_AGENT } from "../rest/bot-client.ts";

const REDIRECT = "https://modmail.example/dashboard/callback";

let here: Scene;
beforeEach(async () => {
  here = await scene();
  here.discord.setRedirects([REDIRECT]);
});
afterEach(() => here.discord.close());

const verifier = randomBytes(32).toString("base64url");
const challengeOf = (text: string) => createHash("sha256").update(text).digest("base64url");

function link(change: Record<string, string | null> = {}): string {
  const url = new URL("/oauth2/authorize", here.discord.url);
  const query = {
    client_id: here.discord.application.id,
    response_type: "code",
    redirect_uri: REDIRECT,
    scope: "identify guilds",
    state: "a state & more",
    code_challenge: challengeOf(verifier),
    code_challenge_method: "S256",
    ...change,
  };
  for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

const codeFrom = (location: string): string => new URL(location).searchParams.get("code") ?? "";
const agreed = (change: Record<string, string | null> = {}) => codeFrom(here.user.consent(link(change)));

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { id, clientSecret } = here.discord.application;
  const basic = `Basic ${Buffer.from(`${id}:${clientSecret}`).toString("base64")}`;
  const response = await fetch(`${here.discord.url}${path}`, {
    method: "POST",
    headers: { authorization: basic, ...headers },
    body: headers["content-type"] === "application/json" ? JSON.stringify(fields) : new URLSearchParams(fields),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const redeem = (code: string, change: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  post(
    "/oauth2/token",
    { grant_type: "authorization_code", code, redirect_uri: REDIRECT, code_verifier: verifier, ...change },
    headers,
  );

async function read(path: string, token: unknown) {
  const headers = { authorization: `Bearer ${token}`, "user-agent": USER_AGENT };
  const response = await fetch(`${here.discord.url}/v10${path}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function tokens(change: Record<string, string | null> = {}) {
  const { status, body } = await redeem(agreed(change));
  expect(status).toBe(200);
  return body as { access_token: string; refresh_token: string; expires_in: number; scope: string; token_type: string };
}

describe("the link", () => {
  test.each<[string, Record<string, string | null>, RegExp]>([
    ["of another application", { client_id: "1" }, /Unknown Application/],
    ["without a scope", { scope: null }, /scope/],
    ["with a scope that doesn't exist", { scope: "identify everything" }, /everything/],
    ["that wants a token at once", { response_type: "token" }, /response_type/],
    ["with a redirect that isn't registered", { redirect_uri: `${REDIRECT}/` }, /redirect_uri/],
    ["without a redirect", { redirect_uri: null }, /redirect_uri/],
    ["with a prompt that doesn't exist", { prompt: "never" }, /prompt/],
    ["with a plain challenge", { code_challenge_method: "plain" }, /S256/],
    ["with a challenge and no method", { code_challenge_method: null }, /S256/],
    ["with a method and no challenge", { code_challenge: null }, /code_challenge/],
  ])("%s shows an error and leads nowhere", async (_, change, why) => {
    expect(() => here.user.consent(link(change))).toThrow(why);
    const response = await fetch(link(change), { redirect: "manual" });
    expect(response.status).toBe(400);
  });

  test("leads back with a code and the state as it was given", () => {
    const back = new URL(here.user.consent(link()));
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get("state")).toBe("a state & more");
    expect(back.searchParams.get("code")).toMatch(/^[\w-]{20,}$/);
  });

  test("leads back with an error when they cancel", () => {
    const back = new URL(here.user.consent(link(), "cancel"));
    expect([...back.searchParams.keys()]).toEqual(["error", "error_description", "state"]);
    expect(back.searchParams.get("error")).toBe("access_denied");
  });

  test("shows a page on which one chooses who one is, and agrees", async () => {
    const page = await (await fetch(link())).text();
    expect(page).toContain("Know what servers you're in");
    expect(page).toContain(`value="${here.user.id}"`);
    expect(page).not.toContain(`value="${here.discord.application.id}"`);
    const decide = (decision: string, user = here.user.id) =>
      fetch(link(), { method: "POST", redirect: "manual", body: new URLSearchParams({ user, decision }) });
    const response = await decide("authorize");
    expect(response.status).toBe(302);
    expect((await redeem(codeFrom(response.headers.get("location") ?? ""))).status).toBe(200);
    expect((await decide("cancel")).headers.get("location")).toContain("error=access_denied");
    expect((await decide("authorize", "1")).status).toBe(400);
  });
});

describe("a code", () => {
  test("brings tokens for a week", async () => {
    expect(await tokens()).toMatchObject({ token_type: "Bearer", expires_in: 604_800, scope: "identify guilds" });
  });

  test("without a challenge needs no verifier", async () => {
    const code = agreed({ code_challenge: null, code_challenge_method: null });
    const fields = { grant_type: "authorization_code", code, redirect_uri: REDIRECT };
    expect((await post("/oauth2/token", fields)).status).toBe(200);
  });

  test("works once; a second time ends what the first brought", async () => {
    const code = agreed();
    const { body } = await redeem(code);
    expect((await read("/users/@me", body.access_token)).status).toBe(200);
    expect(await redeem(code)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect((await read("/users/@me", body.access_token)).status).toBe(401);
  });

  test("works for a minute", async () => {
    const [early, late] = [agreed(), agreed()];
    here.clock.at += 59_999;
    expect((await redeem(early)).status).toBe(200);
    here.clock.at += 1;
    expect(await redeem(late)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test.each<[string, Record<string, string>, string]>([
    ["another redirect", { redirect_uri: "https://modmail.example/" }, "invalid_grant"],
    ["another verifier", { code_verifier: "x".repeat(43) }, "invalid_grant"],
    ["a verifier that is too short", { code_verifier: "x".repeat(42) }, "invalid_request"],
    ["a code that was never given", { code: "made-up" }, "invalid_grant"],
    ["another kind of grant", { grant_type: "password" }, "unsupported_grant_type"],
  ])("is refused with %s", async (_, change, error) => {
    expect(await redeem(agreed(), change)).toMatchObject({ status: 400, body: { error } });
  });

  test("is refused without its verifier", async () => {
    const fields = { grant_type: "authorization_code", code: agreed(), redirect_uri: REDIRECT };
    expect(await post("/oauth2/token", fields)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("is refused to who isn't the client, and to anything but a form", async () => {
    const wrong = { authorization: `Basic ${Buffer.from("1:2").toString("base64")}` };
    expect(await redeem(agreed(), {}, wrong)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await redeem(agreed(), {}, { authorization: "" })).toMatchObject({ status: 401 });
    const json = { "content-type": "application/json" };
    expect(await redeem(agreed(), {}, json)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test("is taken from a client that names itself in the form", async () => {
    const { id, clientSecret } = here.discord.application;
    const named = { client_id: id, client_secret: clientSecret };
    expect((await redeem(agreed(), named, { authorization: "" })).status).toBe(200);
  });
});

describe("a token", () => {
  test("tells who the person is and in which servers, with their permissions there", async () => {
    const { access_token: token } = await tokens();
    expect((await read("/users/@me", token)).body).toMatchObject({ id: here.user.id, username: "ursula" });
    const guilds = (await read("/users/@me/guilds", token)).body as unknown as { id: string; permissions: string }[];
    expect(guilds).toMatchObject([{ id: here.guild.id, name: "Harbour", owner: false }]);
    expect(BigInt(guilds[0]?.permissions ?? 0) & PermissionFlagsBits.ManageGuild).toBe(0n);
    expect((await read("/oauth2/@me", token)).body).toMatchObject({
      scopes: ["identify", "guilds"],
      user: { id: here.user.id },
    });
    for (const limit of ["0", "201"]) expect((await read(`/users/@me/guilds?limit=${limit}`, token)).status).toBe(400);
  });

  test("reads only what was agreed to, and nothing that is a bot's", async () => {
    const identify = await tokens({ scope: "identify" });
    expect((await read("/users/@me/guilds", identify.access_token)).body).toMatchObject({ code: 50026 });
    const guilds = await tokens({ scope: "guilds" });
    expect((await read("/users/@me", guilds.access_token)).status).toBe(403);
    expect((await read(`/guilds/${here.guild.id}`, guilds.access_token)).status).toBe(401);
    expect((await read("/users/@me", "made-up")).status).toBe(401);
  });

  test("ends after a week", async () => {
    const { access_token: token } = await tokens();
    here.clock.at += 604_800_000;
    expect((await read("/users/@me", token)).status).toBe(401);
  });

  test("is refreshed into new ones; the old ones end", async () => {
    const old = await tokens();
    const refresh = (token: string) => post("/oauth2/token", { grant_type: "refresh_token", refresh_token: token });
    const { body } = await refresh(old.refresh_token);
    expect((await read("/users/@me", body.access_token)).status).toBe(200);
    expect((await read("/users/@me", old.access_token)).status).toBe(401);
    expect(await refresh(old.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("that is given back ends with all of its grant; one that nobody has is no error", async () => {
    const given = await tokens();
    expect((await post("/oauth2/token/revoke", { token: given.refresh_token })).status).toBe(200);
    expect((await read("/users/@me", given.access_token)).status).toBe(401);
    expect((await post("/oauth2/token/revoke", { token: "made-up" })).status).toBe(200);
    expect((await post("/oauth2/token/revoke", {})).status).toBe(400);
  });
});

describe("adding the bot to a server", () => {
  const install = (change: Record<string, string | null> = {}) =>
    link({
      scope: "bot applications.commands",
      permissions: "2048",
      response_type: null,
      redirect_uri: null,
      ...change,
    });
  const decide = (url: string, user: string, guild: string) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ user, guild, decision: "authorize" }) });

  test("takes Manage Server there, and gives the permissions that the link names", async () => {
    here.guild.removeBot();
    expect((await decide(install(), here.user.id, here.guild.id)).status).toBe(403);
    expect(here.guild.roles().some(({ managed }) => managed)).toBe(false);
    expect((await decide(install(), here.owner.id, here.guild.id)).status).toBe(200);
    expect(here.guild.roles().find(({ managed }) => managed)?.permissions).toBe("2048");
  });

  test("can be kept to one server", async () => {
    const other = here.discord.createGuild({ name: "Lighthouse", owner: here.owner });
    const only = install({ guild_id: here.guild.id, disable_guild_select: "true" });
    expect(await (await fetch(only)).text()).not.toContain("Lighthouse");
    expect((await decide(only, here.owner.id, other.id)).status).toBe(403);
  });
});

test("a form is taken by OAuth2's addresses only", async () => {
  const response = await fetch(`${here.discord.url}/v10/channels/${here.channel.id}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${here.discord.application.token}`, "user-agent": USER_AGENT },
    body: new URLSearchParams({ content: "hello" }),
  });
  expect(response.status).toBe(400);
});
