// POST /interactions with everything that isn't a good interaction: refused with a reason, nothing stored, nobody told.

import { InteractionResponseType } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSigningKeys } from "../fake-discord/interactions/signing-keys.ts";
import { type LoneWorker, secondsAgo, startLoneWorker } from "./lone-worker.ts";

let lone: LoneWorker;
beforeAll(async () => {
  lone = await startLoneWorker();
});
afterAll(() => lone.stop());

const ID = "100000000000000001";
const interaction = (more: object = {}) => ({
  id: ID,
  type: 2,
  token: "token",
  channel_id: ID,
  user: { id: ID, username: "mara" },
  data: { name: "claim" },
  ...more,
});
const good = JSON.stringify(interaction());

/** Sends it, and proves that it left no trace but its answer. */
async function refused(body: string, headers?: Record<string, string>) {
  const before = await lone.stored();
  const answer = await lone.interact(body, headers);
  expect(await lone.stored()).toBe(before);
  expect(lone.discord.requests).toEqual([]);
  return { status: answer.status, error: answer.body.error };
}

test("a PING is answered with a PONG", async () => {
  expect(await lone.interact('{"type":1}')).toEqual({ status: 200, body: { type: InteractionResponseType.Pong } });
});

describe("a signature that isn't right is 401", () => {
  const strangers = createSigningKeys();
  const signature = (value: string) => ({ ...lone.interactionHeaders(good), "x-signature-ed25519": value });
  const cases: [string, () => [body: string, headers: Record<string, string>]][] = [
    ["no headers at all", () => [good, {}]],
    ["no signature", () => [good, { "x-signature-timestamp": secondsAgo(0) }]],
    [
      "no timestamp",
      () => [good, { "x-signature-ed25519": lone.interactionHeaders(good)["x-signature-ed25519"] ?? "" }],
    ],
    [
      "a stranger's key",
      () => [good, { ...lone.interactionHeaders(good), "x-signature-ed25519": strangers.sign(secondsAgo(0), good) }],
    ],
    [
      "a PING signed by a stranger",
      () => [
        '{"type":1}',
        { ...lone.interactionHeaders(good), "x-signature-ed25519": strangers.sign(secondsAgo(0), '{"type":1}') },
      ],
    ],
    ["a body that was changed", () => [good.replace("claim", "close"), lone.interactionHeaders(good)]],
    [
      "a timestamp that was changed",
      () => [good, { ...lone.interactionHeaders(good), "x-signature-timestamp": secondsAgo(1) }],
    ],
    ["signed six minutes ago", () => [good, lone.interactionHeaders(good, secondsAgo(360))]],
    ["signed six minutes from now", () => [good, lone.interactionHeaders(good, secondsAgo(-360))]],
    ["a timestamp that is no number", () => [good, lone.interactionHeaders(good, "now")]],
    ["a timestamp of 400 digits", () => [good, lone.interactionHeaders(good, "9".repeat(400))]],
    [
      "a timestamp in hex",
      () => [good, lone.interactionHeaders(good, `0x${Math.floor(Date.now() / 1000).toString(16)}`)],
    ],
    ["a signature that isn't hex", () => [good, signature("zz".repeat(64))]],
    ["a signature that is too short", () => [good, signature("ab".repeat(63))]],
    ["a signature that is too long", () => [good, signature("ab".repeat(65))]],
    ["a signature of zeros", () => [good, signature("00".repeat(64))]],
  ];
  test.each(cases)("%s", async (_, make) => {
    expect(await refused(...make())).toEqual({ status: 401, error: "the signature is missing, wrong or too old" });
  });
});

test("a body larger than any interaction is 413", async () => {
  const body = JSON.stringify({ type: 1, filler: "x".repeat(1_048_576) });
  expect(await refused(body)).toEqual({ status: 413, error: "the body is larger than any interaction" });
});

describe("a body that isn't an interaction is 400, whoever signed it", () => {
  test.each(["", "{", "hello", "{'type':1}"])("not JSON: %j", async (body) => {
    expect(await refused(body)).toEqual({ status: 400, error: "the body isn't JSON" });
  });

  test.each([
    ["null", null, ""],
    ["a list", [], ""],
    ["text", "hello", ""],
    ["no type", interaction({ type: undefined }), "type"],
    ["a type that Discord doesn't have", interaction({ type: 9 }), "type"],
    ["autocomplete without a command", interaction({ type: 4, data: {} }), "data.name"],
    ["a menu's target that is no id", interaction({ data: { name: "x", type: 3, target_id: "me" } }), "data.target_id"],
    [
      "a message that has no author",
      interaction({ data: { name: "x", type: 3, resolved: { messages: { [ID]: { id: ID, content: "" } } } } }),
      "data.resolved.messages",
    ],
    ["no id", interaction({ id: undefined }), "id"],
    ["an id that is a number", interaction({ id: 5 }), "id"],
    ["no token", interaction({ token: undefined }), "token"],
    ["a channel that is no id", interaction({ channel_id: "../@me" }), "channel_id"],
    ["a server that is no id", interaction({ guild_id: "northwind" }), "guild_id"],
    ["a user without a name", interaction({ user: { id: ID } }), "user.username"],
    [
      "a member without roles",
      interaction({ member: { user: { id: ID, username: "m" }, permissions: "0" } }),
      "member.roles",
    ],
    ["no data", interaction({ data: undefined }), "data"],
    ["a command without a name", interaction({ data: {} }), "data.name"],
    ["options that are no list", interaction({ data: { name: "close", options: "reason" } }), "data.options"],
    [
      "an option without a value",
      interaction({ data: { name: "close", options: [{ name: "reason", type: 3 }] } }),
      "data.options",
    ],
    [
      "an option that is an object",
      interaction({ data: { name: "close", options: [{ name: "reason", type: 3, value: {} }] } }),
      "data.options",
    ],
    ["a component without a custom id", interaction({ type: 3, data: {} }), "data.custom_id"],
    ["values that are no list", interaction({ type: 3, data: { custom_id: "claim", values: "x" } }), "data.values"],
    ["a modal without fields", interaction({ type: 5, data: { custom_id: "close" } }), "data.components"],
    [
      "a modal with a row of old",
      interaction({ type: 5, data: { custom_id: "close", components: [{ type: 1, components: [] }] } }),
      "data.components",
    ],
  ])("%s", async (_, json, place) => {
    const { status, error } = await refused(JSON.stringify(json));
    expect(status).toBe(400);
    expect(error).toMatch(/^not an interaction of the expected shape at /);
    expect(error).toContain(place);
  });

  test("an interaction of nobody", async () => {
    expect(await refused(JSON.stringify(interaction({ user: undefined })))).toEqual({
      status: 400,
      error: "an interaction of nobody",
    });
  });
});

describe("names that nothing has are refused in words that only the person sees", () => {
  test.each([
    ["a command", interaction({ data: { name: "ban" } })],
    ["a subcommand", interaction({ data: { name: "modmail", options: [{ name: "delete", type: 1 }] } })],
    ["a subcommand of another command", interaction({ data: { name: "claim", options: [{ name: "open", type: 1 }] } })],
    ["/modmail without a subcommand", interaction({ data: { name: "modmail" } })],
    ["a button", interaction({ type: 3, data: { custom_id: "ban:all" } })],
    ["a button without a name", interaction({ type: 3, data: { custom_id: "" } })],
    ["a button named like an object's own", interaction({ type: 3, data: { custom_id: "constructor" } })],
    ["a button that is a command only", interaction({ type: 3, data: { custom_id: "panel" } })],
    ["a modal", interaction({ type: 5, data: { custom_id: "ban", components: [] } })],
    ["a modal that is a button only", interaction({ type: 5, data: { custom_id: "claim", components: [] } })],
  ])("%s", async (_, json) => {
    const before = await lone.stored();
    expect(await lone.interact(JSON.stringify(json))).toMatchObject({
      status: 200,
      body: { type: 4, data: { flags: 64, content: "That choice isn't one that I offered. Start again, please." } },
    });
    expect(await lone.stored()).toBe(before);
    expect(lone.discord.requests).toEqual([]);
  });
});

test("what nothing suggests for gets no choices: Discord takes no other answer to autocomplete", async () => {
  const json = interaction({
    type: 4,
    data: { name: "claim", options: [{ name: "x", type: 3, value: "a", focused: true }] },
  });
  expect(await lone.interact(JSON.stringify(json))).toEqual({ status: 200, body: { type: 8, data: { choices: [] } } });
  expect(lone.discord.requests).toEqual([]);
});
