// Requests that are told to go wrong: before or after they took effect, in every way that the net and Discord know.

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Scene, type Sent, scene } from "./bot-client.ts";

const ROUTE = "/channels/:id/messages";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const post = (sent: Sent = { body: { content: "c" } }) => here.bot("POST", `/channels/${here.dm}/messages`, sent);
const delivered = () => here.user.messages("dm").length;

describe("the effect", () => {
  test("doesn't happen with an error", async () => {
    here.discord.fail({
      route: ROUTE,
      kind: "error",
      status: 503,
      code: 130000,
      message: "Overloaded",
      headers: { "X-A": "b" },
    });
    const reply = await post();
    expect(reply).toMatchObject({ status: 503, body: { code: 130000, message: "Overloaded" } });
    expect(reply.headers.get("x-a")).toBe("b");
    expect(delivered()).toBe(0);
  });

  test("happens with an error after it", async () => {
    here.discord.fail({ route: ROUTE, kind: "error-after", status: 502 });
    expect((await post()).status).toBe(502);
    expect(delivered()).toBe(1);
    expect(here.discord.requests.at(-1)).toMatchObject({ status: 502 });
  });

  test("doesn't happen when the line is cut", async () => {
    here.discord.fail({ route: ROUTE, kind: "hang-up" });
    await expect(post()).rejects.toThrow();
    expect(delivered()).toBe(0);
  });

  test("happens when the line is cut after it, and a nonce makes the retry safe", async () => {
    const body = { content: "c", nonce: "1", enforce_nonce: true };
    here.discord.fail({ route: ROUTE, kind: "hang-up-after" });
    await expect(post({ body })).rejects.toThrow();
    expect((await post({ body })).status).toBe(200);
    expect(delivered()).toBe(1);
  });
});

describe("silence", () => {
  const body = { content: "c", nonce: "1", enforce_nonce: true };
  /** Asked for, and without an answer while others are answered; then the client gives up. */
  async function unanswered(kind: "silence" | "silence-after") {
    const armed = here.discord.fail({ route: ROUTE, kind });
    const client = new AbortController();
    const asked = post({ body, signal: client.signal });
    const outcome = asked.then(
      () => "answered",
      () => "given up",
    );
    await vi.waitFor(() => expect(armed.left()).toBe(0), { timeout: 10_000 });
    await here.bot("GET", `/channels/${here.dm}`);
    expect(await Promise.race([outcome, "waiting"])).toBe("waiting");
    client.abort();
    expect(await outcome).toBe("given up");
    expect(here.discord.requests.find(({ method }) => method === "POST")).toMatchObject({ status: 0 });
  }

  test("lasts until the client gives up, and nothing happens", async () => {
    await unanswered("silence");
    expect(delivered()).toBe(0);
  });

  test("may come after the effect, and a nonce makes the retry safe", async () => {
    await unanswered("silence-after");
    expect(delivered()).toBe(1);
    expect((await post({ body })).status).toBe(200);
    expect(delivered()).toBe(1);
  });
});

test("a rate limit has Discord's headers, or lacks them when told so", async () => {
  here.discord.fail({ route: ROUTE, kind: "rate-limit", scope: "shared", retryAfter: 3 });
  here.discord.fail({ route: ROUTE, kind: "rate-limit", retryAfter: null });
  const first = await post();
  expect(first).toMatchObject({ status: 429, body: { retry_after: 3, global: false } });
  expect(first.headers.get("retry-after")).toBe("3");
  expect(first.headers.get("x-ratelimit-scope")).toBe("shared");
  expect(here.discord.invalidRequests()).toBe(0);
  const second = await post();
  expect(second.headers.get("retry-after")).toBeNull();
  expect(here.discord.invalidRequests()).toBe(1);
});

test("Cloudflare's page is HTML", async () => {
  here.discord.fail({ route: ROUTE, kind: "html", status: 403 });
  const reply = await post();
  expect(reply.status).toBe(403);
  expect(reply.headers.get("content-type")).toContain("text/html");
  expect(reply.body.text).toContain("1015");
});

describe("a fault", () => {
  test("fits by method, and by a route or a pattern of the path", async () => {
    here.discord.fail({ method: "GET", route: ROUTE, kind: "error" });
    here.discord.fail({ route: new RegExp(`^/channels/${here.channel.id}/`), kind: "error" });
    expect((await post()).status).toBe(200);
    expect((await here.bot("GET", `/channels/${here.channel.id}/messages`)).status).toBe(500);
    expect((await here.bot("POST", `/channels/${here.channel.id}/typing`)).status).toBe(500);
  });

  test("is used up once, or as often as asked, in the order of their making", async () => {
    here.discord.fail({ route: ROUTE, kind: "error", status: 500, times: 2 });
    here.discord.fail({ route: ROUTE, kind: "error", status: 503 });
    const statuses = [await post(), await post(), await post(), await post()].map((reply) => reply.status);
    expect(statuses).toEqual([500, 500, 503, 200]);
  });

  test("goes with clearFaults", async () => {
    here.discord.fail({ route: ROUTE, kind: "error", times: 9 });
    here.discord.clearFaults();
    expect((await post()).status).toBe(200);
  });
});
