// POST /gateway-events with everything that isn't a good delivery: refused with a reason, nothing stored, nobody told.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoneWorker, randomSecret, startLoneWorker } from "./lone-worker.ts";

let lone: LoneWorker;
beforeAll(async () => {
  lone = await startLoneWorker();
});
afterAll(() => lone.stop());

const USER = "100000000000000001";
const DM = "100000000000000002";
const message = (more: object = {}) => ({
  id: "100000000000000003",
  channel_id: DM,
  content: "Hi",
  author: { id: USER, username: "mara" },
  attachments: [],
  ...more,
});
const event = (type: string, data: unknown) => JSON.stringify({ type, data });
const good = event("MESSAGE_CREATE", message());
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

/** Sends it, and proves that it left no trace but its answer. */
async function refused(body: string, headers?: Record<string, string>) {
  const before = await lone.stored();
  const calls = lone.discord.requests.length;
  const answer = await lone.deliver(body, headers);
  expect(await lone.stored()).toBe(before);
  expect(lone.discord.requests).toHaveLength(calls);
  return { status: answer.status, reason: answer.body.outcome };
}

const BAD_SIGNATURE = { status: 401, reason: "the signature is missing, wrong, or older than five minutes" };

describe("a signature that isn't right is 401", () => {
  const cases: [string, () => [body: string, headers: Record<string, string>]][] = [
    ["no headers at all", () => [good, {}]],
    ["no signature", () => [good, without(lone.deliveryHeaders(good), "webhook-signature")]],
    ["no id", () => [good, without(lone.deliveryHeaders(good), "webhook-id")]],
    ["no timestamp", () => [good, without(lone.deliveryHeaders(good), "webhook-timestamp")]],
    ["someone else's secret", () => [good, lone.deliveryHeaders(good, new Date(), "1", randomSecret())]],
    ["another id than was signed", () => [good, { ...lone.deliveryHeaders(good), "webhook-id": "message-create:2" }]],
    ["a body that was changed", () => [good.replace("Hi", "Ha"), lone.deliveryHeaders(good)]],
    ["an empty body under a good body's signature", () => ["", lone.deliveryHeaders(good)]],
    ["signed six minutes ago", () => [good, lone.deliveryHeaders(good, minutes(-6))]],
    ["signed six minutes from now", () => [good, lone.deliveryHeaders(good, minutes(6))]],
    [
      "an old delivery with a new timestamp",
      () => [
        good,
        {
          ...lone.deliveryHeaders(good, minutes(-6)),
          "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
        },
      ],
    ],
    ["a timestamp that is no number", () => [good, { ...lone.deliveryHeaders(good), "webhook-timestamp": "now" }]],
    ...["v1", "v1,", ",", " ", "v1,%%%", "v2,AAAA", "v1,AAAA v1,BBBB"].map(
      (signature): [string, () => [string, Record<string, string>]] => [
        `the signature ${JSON.stringify(signature)}`,
        () => [good, { ...lone.deliveryHeaders(good), "webhook-signature": signature }],
      ],
    ),
  ];
  test.each(cases)("%s", async (_, make) => {
    expect(await refused(...make())).toEqual(BAD_SIGNATURE);
  });
});

test("while a secret is rotated the old and the new one are valid", async () => {
  const body = event("RELAY_READY", { bot_user_id: lone.discord.application.id, message_content: true });
  for (const secret of lone.secrets) {
    const answer = await lone.deliver(body, lone.deliveryHeaders(body, new Date(), "relay-ready:1", secret));
    expect(answer).toMatchObject({ status: 200, body: { outcome: "welcome" } });
  }
});

describe("a body that isn't an event is 400, whoever signed it", () => {
  test.each([
    ["", "the body isn't JSON"],
    ["{", "the body isn't JSON"],
    ["hello", "the body isn't JSON"],
    ["null", 'the body must be {"type": …, "data": …}'],
    ["[]", 'the body must be {"type": …, "data": …}'],
    ['"MESSAGE_CREATE"', 'the body must be {"type": …, "data": …}'],
    ['{"type":7,"data":{}}', 'the body must be {"type": …, "data": …}'],
    [event("GUILD_DELETE", {}), "this event's type is unknown"],
    [event("message_create", message()), "this event's type is unknown"],
    [event("__proto__", {}), "this event's type is unknown"],
  ])("%s", async (body, reason) => {
    expect(await refused(body)).toEqual({ status: 400, reason });
  });

  test.each([
    ["RELAY_READY", {}, "bot_user_id"],
    ["RELAY_READY", { bot_user_id: "me", message_content: true }, "bot_user_id"],
    ["RELAY_READY", { bot_user_id: USER, message_content: "yes" }, "message_content"],
    ["CHANNEL_DELETE", { id: DM }, "guild_id"],
    ["CHANNEL_DELETE", { id: "../x", guild_id: USER }, "id"],
    ["MESSAGE_CREATE", null, "data"],
    ["MESSAGE_CREATE", [], "id"],
    ["MESSAGE_CREATE", message({ id: 5 }), "id"],
    ["MESSAGE_CREATE", message({ id: "1' OR 1=1 --" }), "id"],
    ["MESSAGE_CREATE", message({ channel_id: undefined }), "channel_id"],
    ["MESSAGE_CREATE", message({ guild_id: "northwind" }), "guild_id"],
    ["MESSAGE_CREATE", message({ content: null }), "content"],
    ["MESSAGE_CREATE", message({ content: "x".repeat(4001) }), "content"],
    ["MESSAGE_CREATE", message({ author: { id: USER } }), "author.username"],
    ["MESSAGE_CREATE", message({ author: { id: "0", username: "mara" } }), "author.id"],
    ["MESSAGE_CREATE", message({ member: { roles: "all" } }), "member.roles"],
    ["MESSAGE_CREATE", message({ attachments: {} }), "attachments"],
    ["MESSAGE_CREATE", message({ attachments: [{ id: DM, filename: "a", size: -1 }] }), "attachments.0.size"],
    [
      "MESSAGE_CREATE",
      message({ attachments: [{ id: DM, filename: "a", size: 1, url: "no link" }] }),
      "attachments.0.url",
    ],
    [
      "MESSAGE_CREATE",
      message({
        attachments: Array.from({ length: 101 }, () => ({ id: DM, filename: "a", size: 1, url: "https://a.b" })),
      }),
      "attachments",
    ],
  ])("%s with %j names the place: %s", async (type, data, place) => {
    const { status, reason } = await refused(event(type, data));
    expect(status).toBe(400);
    expect(reason).toMatch(new RegExp(`^${type} isn't of the expected shape at ${place.replaceAll(".", "\\.")}: `));
  });
});

test("a body larger than any event is 413", async () => {
  const body = event("MESSAGE_CREATE", message({ content: "x".repeat(1_048_576) }));
  expect(await refused(body)).toEqual({ status: 413, reason: "the body is larger than any event" });
});

test("a delivery that comes again is answered 200 again, and nothing happens a second time", async () => {
  const { discord } = lone;
  const mara = discord.createUser({ username: "mara" });
  const guild = discord.createGuild({ name: "Quiet", owner: mara });
  guild.addBot();
  const dm = mara.dm();
  const source = mara.send(dm, "Is anybody there?");
  const body = event("MESSAGE_CREATE", source);
  const headers = lone.deliveryHeaders(body);

  expect(await lone.deliver(body, headers)).toMatchObject({ status: 200, body: { outcome: "no-server" } });
  const after = await lone.stored();
  const told = mara.messages(dm).length;
  expect(told).toBe(2);

  expect(await lone.deliver(body, headers)).toMatchObject({ status: 200, body: { outcome: "repeated" } });
  expect(await lone.stored()).toBe(after);
  expect(mara.messages(dm)).toHaveLength(told);
});

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
