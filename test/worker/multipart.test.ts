// Files on their way to Discord, in workerd: streamed, in the form that Discord reads, of a length that is said before.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ParsedBody, parseBody } from "../fake-discord/rest/body.ts";
import { until } from "../playground/stack.ts";
import { sampleMessage } from "../unit/transcripts/sample.ts";
import type { Order } from "./multipart-worker.ts";

let mf: Miniflare;
let discord: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { headers: IncomingMessage["headers"]; body: ParsedBody | null }[] = [];

beforeAll(async () => {
  const built = await build({
    entryPoints: [new URL("./multipart-worker.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    write: false,
  });
  mf = new Miniflare({
    modules: true,
    script: built.outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-04-20",
  });
  discord = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => discord.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  discord.closeAllConnections();
  await new Promise((done) => discord.close(done));
  await mf.dispose();
});

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

beforeEach(() => {
  seen = [];
  answer = (request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", async () => {
      const bytes = new Uint8Array(Buffer.concat(pieces));
      seen.push({ headers: request.headers, body: await parseBody(request.headers["content-type"], bytes) });
      json(response, 200, { id: "910000000000000002" });
    });
  };
});

async function send(files: Partial<Order["files"][number]>[]): Promise<unknown> {
  const apiUrl = `http://127.0.0.1:${(discord.address() as AddressInfo).port}/api`;
  const order: Order = {
    apiUrl,
    message: sampleMessage({ copyIds: [] }),
    files: files.map((file) => ({
      name: "a.png",
      contentType: "image/png",
      size: 3,
      description: null,
      spoiler: false,
      ...file,
    })),
  };
  const response = await mf.dispatchFetch("http://worker.example/", { method: "POST", body: JSON.stringify(order) });
  return response.json();
}

const MIB = 1024 * 1024;
const SENT = { ok: true, value: ["910000000000000002"] };

test("arrive with their names, types, alt texts and spoilers, beside the message", async () => {
  const names = ["plain.png", 'quo"ted\r\n.png', "Überraschung 🎁.png"];
  expect(
    await send([
      { name: names[0] ?? "", description: "my rank" },
      { name: names[1] ?? "", contentType: "text/html\r\nx-evil: 1" },
      { name: names[2] ?? "", spoiler: true, contentType: "audio/ogg; codecs=opus" },
    ]),
  ).toEqual(SENT);
  const { headers, body } = seen[0] ?? {};
  expect(Number(headers?.["content-length"])).toBeGreaterThan(0);
  expect(headers?.["transfer-encoding"]).toBeUndefined();
  expect(body?.files.map(({ index, contentType, bytes }) => [index, contentType, bytes.length])).toEqual([
    [0, "image/png", 3],
    [1, "application/octet-stream", 3],
    [2, "audio/ogg; codecs=opus", 3],
  ]);
  expect(body?.body).toMatchObject({
    enforce_nonce: true,
    embeds: [{ description: "Hi, I am missing my rank." }],
    attachments: [
      { id: "0", filename: "plain.png", description: "my rank" },
      { id: "1", filename: names[1] },
      { id: "2", filename: `SPOILER_${names[2]}` },
    ],
  });
  expect(body?.files[2]?.name).toBe(`SPOILER_${names[2]}`);
});

test("of many pieces arrive whole", async () => {
  const size = 3 * 1024 * 1024 + 1;
  expect(await send([{ size }, { size: 0 }, { size }])).toEqual(SENT);
  const files = seen[0]?.body?.files ?? [];
  expect(files.map(({ bytes }) => bytes.length)).toEqual([size, 0, size]);
  expect(files[2]?.bytes.every((byte) => byte === 7)).toBe(true);
});

test("of 24 MiB wait where they lie until Discord takes them: what is in memory doesn't grow with them", async () => {
  const read = answer;
  const files = Array.from({ length: 3 }, () => ({ size: 8 * MIB }));
  let goOn = () => {};
  answer = (request, response) => {
    goOn = () => read(request, response);
  };
  const sent = send(files);
  const taken = async () => (await mf.dispatchFetch("http://worker.example/")).json() as Promise<number>;
  await until(async () => (await taken()) > 0, "nothing was ever taken");
  // The sockets of both sides hold a few MiB.
  for (let looks = 0; looks < 20; looks++) expect(await taken()).toBeLessThan(12 * MIB);
  goOn();
  expect(await sent).toEqual(SENT);
  expect(await taken()).toBe(24 * MIB);
});

test.each([
  ["fewer", 100],
  ["more", 300_000],
])("of %s bytes than said end the request: nothing is sent, and it is tried again later", async (_, given) => {
  expect(await send([{ size: 200_000, given }])).toEqual({ later: "Discord failed" });
  expect(seen).toEqual([]);
});

test("that Discord refuses before it has read them come as links in the same message", async () => {
  const read = answer;
  answer = (request, response) => {
    if (!request.headers["content-type"]?.startsWith("multipart/")) return read(request, response);
    json(response, 413, { code: 40005, message: "Request entity too large" });
    request.resume();
  };
  expect(await send([{ name: "film.mp4", size: 9_000_000 }])).toEqual(SENT);
  expect(seen).toHaveLength(1);
  expect(JSON.stringify(seen[0]?.body?.body)).toContain("[film.mp4](https://modmail.example/files/film.mp4) (8.6 MiB)");
});

test("aren't sent at all when Discord's limit is met already", async () => {
  const { port } = discord.address() as AddressInfo;
  answer = (_, response) => json(response, 429, { message: "slow", retry_after: 7, global: false });
  expect(await send([{}])).toEqual({ later: "Discord's rate limit" });
  expect(port).toBeGreaterThan(0);
});
