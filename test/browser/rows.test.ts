// How messages become rows: what stands under one head, and where a day begins.

import { expect, test } from "vitest";
import type { SeenMessage } from "../fake-discord/api.ts";
import { toRows } from "../playground/page/message/rows.ts";

let count = 0;
function message(author: string, at: string, more: Partial<SeenMessage> = {}): SeenMessage {
  count += 1;
  const base = { id: String(count), type: 0, content: "x", author: { id: author, username: author }, ephemeral: false };
  return { ...base, timestamp: at, ...more } as unknown as SeenMessage;
}
const heads = (messages: SeenMessage[]) =>
  toRows(messages).map((row) => (row.kind === "message" ? (row.headed ? "head" : "more") : row.kind));

test("what one author says within seven minutes stands under one head", () => {
  expect(
    heads([
      message("mara", "2026-11-22T12:00:00Z"),
      message("mara", "2026-11-22T12:06:00Z"),
      message("mara", "2026-11-22T12:14:00Z"),
      message("jonas", "2026-11-22T12:14:30Z"),
    ]),
  ).toEqual(["day", "head", "more", "head", "head"]);
});

test("a reply, a command's answer and an ephemeral message begin anew", () => {
  const at = "2026-11-22T12:00:00Z";
  expect(
    heads([
      message("bot", at),
      message("bot", at, { type: 19 }),
      message("bot", at, { type: 20 }),
      message("bot", at, { ephemeral: true }),
    ]),
  ).toEqual(["day", "head", "head", "head", "head"]);
});

test("each day has its divider, and someone who joined is an event", () => {
  expect(
    heads([
      message("mara", "2026-11-20T12:00:00Z"),
      message("mara", "2026-11-22T12:00:00Z"),
      message("aiko", "2026-11-22T12:00:01Z", { type: 7 }),
      message("mara", "2026-11-22T12:00:02Z"),
    ]),
  ).toEqual(["day", "head", "day", "head", "event", "head"]);
});
