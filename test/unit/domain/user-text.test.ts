// A server's own texts for users: which are saved, and what users read.

import { expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { readText, TEXT_LIMIT, textForUser } from "../../../worker/domain/user-text.ts";

test.each([
  ["  Hello {{user}} of {server}  ", ok("Hello {{user}} of {server}")],
  ["", ok(null)],
  ["Default", ok(null)],
  ["x".repeat(TEXT_LIMIT), ok("x".repeat(TEXT_LIMIT))],
  ["x".repeat(TEXT_LIMIT + 1), no({ reason: "too-long", limit: TEXT_LIMIT })],
  ["Hello {{staff}}", no({ reason: "unknown-variable", variable: "{{staff}}", known: ["user", "server"] })],
])("reads a text for users (%#)", (text, read) => {
  expect(readText(text)).toEqual(read);
});

test("users read their name and the server's; without a text, there is none", () => {
  expect(textForUser("Welcome to {server}, {{user}}!", "Mara", "Northwind")).toBe("Welcome to Northwind, Mara!");
  expect(textForUser(null, "Mara", "Northwind")).toBeNull();
});
