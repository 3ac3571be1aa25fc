// Rate limits as a bot meets them: headers on every answer, 429 with everything to wait by, buckets by major id.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Reply, type Scene, scene } from "./bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene({ rateLimits: true });
});
afterEach(() => here.discord.close());

const post = (channelId: string) => here.bot("POST", `/channels/${channelId}/messages`, { body: { content: "c" } });
const times = async (count: number, request: () => Promise<Reply>) => {
  const replies: Reply[] = [];
  for (let i = 0; i < count; i += 1) replies.push(await request());
  return replies;
};
const statuses = (replies: Reply[]) => replies.map((reply) => reply.status);

test("every answer says how many requests are left and until when", async () => {
  const [first, second] = await times(2, () => post(here.dm));
  expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
    "x-ratelimit-limit": "5",
    "x-ratelimit-remaining": "4",
    "x-ratelimit-reset": (Date.UTC(2026, 0, 1) / 1000 + 5).toFixed(3),
    "x-ratelimit-reset-after": "5.000",
    "x-ratelimit-bucket": expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(second?.headers.get("x-ratelimit-remaining")).toBe("3");
});

test("the sixth message in five seconds is a 429 that says when to come back, and counts as invalid", async () => {
  const replies = await times(6, () => post(here.dm));
  expect(statuses(replies)).toEqual([200, 200, 200, 200, 200, 429]);
  const last = replies.at(-1);
  expect(last?.body).toEqual({ message: "You are being rate limited.", retry_after: 5, global: false });
  expect(Object.fromEntries(last?.headers ?? [])).toMatchObject({
    "retry-after": "5",
    "x-ratelimit-reset-after": "5.000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-scope": "user",
  });
  expect(here.discord.invalidRequests()).toBe(1);
  here.clock.at += 5000;
  expect((await post(here.dm)).status).toBe(200);
});

test("each channel has a counter of its own under the same bucket", async () => {
  const used = await times(5, () => post(here.dm));
  const other = await post(here.channel.id);
  expect(other.headers.get("x-ratelimit-remaining")).toBe("4");
  expect(other.headers.get("x-ratelimit-bucket")).toBe(used[0]?.headers.get("x-ratelimit-bucket"));
});

test("a channel's name changes twice in ten minutes, while other fields go on", async () => {
  const patch = (body: object) => here.bot("PATCH", `/channels/${here.channel.id}`, { body });
  expect(statuses(await times(3, () => patch({ name: "n" })))).toEqual([200, 200, 429]);
  const limited = await patch({ name: "n" });
  expect(Number(limited.headers.get("retry-after"))).toBe(600);
  expect((await patch({ nsfw: true })).status).toBe(200);
  expect((await patch({ topic: "t" })).status).toBe(200);
});

test("the fifty-first request in a second is a global 429", async () => {
  const replies = await times(51, () => here.bot("GET", `/channels/${here.dm}`));
  const spread = await here.bot("GET", "/users/@me");
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(50);
  expect(spread).toMatchObject({ status: 429, body: { global: true } });
  expect(spread.headers.get("x-ratelimit-global")).toBe("true");
  expect(spread.headers.get("x-ratelimit-scope")).toBe("global");
});

describe("interactions", () => {
  test("don't count to the global limit", async () => {
    await times(50, () => here.bot("GET", "/users/@me"));
    const reply = await here.bot("POST", "/interactions/100000000000000001/token/callback", { body: { type: 1 } });
    expect(reply.body).toMatchObject({ code: 10062 });
  });
});

test("without limits nothing is refused, and no header says how little is left", async () => {
  const relaxed = await scene();
  const replies = await times(6, () =>
    relaxed.bot("POST", `/channels/${relaxed.dm}/messages`, { body: { content: "c" } }),
  );
  await relaxed.discord.close();
  expect(new Set(statuses(replies))).toEqual(new Set([200]));
  expect([...(replies.at(-1)?.headers.keys() ?? [])].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
});
