// A body in pieces: made as they are taken, and whoever gets a part of it is told that it is one.

import { expect, test } from "vitest";
import { streamOf } from "../../../worker/dashboard/layout/stream.ts";

const decoder = new TextDecoder();

/** What arrives, and how it ends. */
async function arrived(pieces: () => AsyncGenerator<string | Uint8Array>) {
  const logged: Record<string, unknown>[] = [];
  const chunks: string[] = [];
  const body = streamOf(pieces(), { log: (line) => logged.push(line), brokeOff: "[broke off]" });
  const failed = await (async () => {
    for await (const chunk of body) chunks.push(decoder.decode(chunk));
  })().then(
    () => null,
    (error: Error) => error.message,
  );
  return { chunks, failed, logged };
}

test("small pieces go together, bytes as they are, in order", async () => {
  const { chunks, failed, logged } = await arrived(async function* () {
    yield "a".repeat(10_000);
    yield "b".repeat(10_000);
    yield "c";
    yield new Uint8Array([100]);
    yield "";
    yield "é";
  });
  expect(chunks).toEqual([`${"a".repeat(10_000)}${"b".repeat(10_000)}`, "c", "d", "é"]);
  expect([failed, logged]).toEqual([null, []]);
});

test("nothing at all is a body that ends", async () => {
  expect(await arrived(async function* () {})).toEqual({ chunks: [], failed: null, logged: [] });
});

test.each([0, 1, 3])("what fails after %i pieces says so, breaks off, and is logged", async (count) => {
  const { chunks, failed, logged } = await arrived(async function* () {
    for (let piece = 0; piece < count; piece++) yield String(piece).repeat(10_000);
    throw new Error("R2 is away");
  });
  expect(chunks.join("")).toBe(
    `${Array.from({ length: count }, (_, piece) => String(piece).repeat(10_000)).join("")}[broke off]`,
  );
  expect(failed).toBe("R2 is away");
  expect(logged).toEqual([{ warning: "a page broke off", problem: expect.stringContaining("R2 is away") }]);
});
