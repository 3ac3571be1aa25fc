// The playground's server without a browser: whom it answers, and what it says to what it can't use.

import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Action } from "../playground/wire.ts";
import { type Scene, startScene } from "./support/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await startScene({});
});
afterAll(() => scene.close());

/** Node's fetch sets Host itself; this one doesn't. */
function get(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(new URL(path, scene.playground.url), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

async function act(action: unknown, headers: Record<string, string> = {}): Promise<{ status: number; error?: string }> {
  const body = new FormData();
  body.set("action", typeof action === "string" ? action : JSON.stringify(action));
  const url = new URL(`/api/people/${scene.mara.id}/actions`, scene.playground.url);
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, ...((await response.json()) as object) };
}

test("it listens on this computer only and answers to its own names", async () => {
  const { port, hostname } = new URL(scene.playground.url);
  expect(hostname).toBe("127.0.0.1");
  expect(await get("/", { host: `127.0.0.1:${port}` })).toBe(200);
  expect(await get("/", { host: `localhost:${port}` })).toBe(200);
  expect(await get("/", { host: `evil.example:${port}` })).toBe(403);
  expect(await get("/api/world", { host: "127.0.0.1" })).toBe(403);
});

test("pages of other origins are turned away", async () => {
  const send: Action = { do: "send", channelId: scene.mara.dm(), content: "Hi" };
  expect(await act(send, { origin: "https://evil.example" })).toMatchObject({ status: 403 });
  expect(await act(send, { origin: "null" })).toMatchObject({ status: 403 });
  expect(scene.mara.messages("dm")).toEqual([]);
  expect(await act(send, { origin: new URL(scene.playground.url).origin })).toMatchObject({ status: 200 });
});

test("an action that makes no sense is refused with a reason", async () => {
  expect(await act("not json")).toMatchObject({ status: 400, error: "The action isn't JSON." });
  expect(await act({ do: "explode" })).toMatchObject({ status: 400 });
  expect(await act({ do: "send", channelId: "../etc", content: "x" })).toMatchObject({
    status: 400,
    error: expect.stringContaining("channelId"),
  });
  expect(await act({ do: "send", channelId: scene.mara.dm(), content: "x", extra: 1 })).toMatchObject({ status: 400 });
  expect(
    await act({ do: "command", channelId: scene.mara.dm(), name: "x", options: { f: { file: 0 } } }),
  ).toMatchObject({ status: 422, error: "File 1 is missing from the upload." });
});

test("what Discord would not let a person do is answered with its sentence", async () => {
  const hidden = scene.guild.createTextChannel("staff-only", {
    overwrites: [{ id: scene.guild.id, type: 0, deny: 1024n }],
  });
  expect(await act({ do: "send", channelId: hidden.id, content: "x" })).toMatchObject({
    status: 422,
    error: expect.stringContaining("permission to view this channel"),
  });
});

test("a form can be submitted only by the one who was shown it", async () => {
  expect(await act({ do: "submit", interactionId: "123456789012345678", values: {} })).toEqual({
    status: 422,
    error: "This form is no longer open.",
  });
});

test("unknown paths and people are 404, other methods 405", async () => {
  const status = async (path: string, method = "GET") =>
    (await fetch(new URL(path, scene.playground.url), { method })).status;
  expect(await status("/etc/passwd")).toBe(404);
  expect(await status("/api/people/123456789012345678")).toBe(404);
  expect(await status(`/api/people/${scene.mara.id}`, "DELETE")).toBe(405);
});
