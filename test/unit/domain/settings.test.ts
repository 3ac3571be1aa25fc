// Which prefixes and texts a server may choose.

import { expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { readPrefix, readText, TEXT_LIMIT } from "../../../worker/domain/settings.ts";

test.each(["!", "?", "=", "m!", "mail.", "!!"])("takes %s as a prefix", (prefix) => {
  expect(readPrefix(prefix)).toEqual(ok(prefix));
});

test.each(["", "/", "//", "@bot", "#", "<@", "*", "_", "`", "> ", "! ", "modmail", "\\"])(
  "refuses %j as a prefix",
  (prefix) => {
    expect(readPrefix(prefix)).toEqual(no("prefix"));
  },
);

test.each([
  ["  Hello  ", ok("Hello")],
  ["", ok(null)],
  ["Default", ok(null)],
  ["x".repeat(TEXT_LIMIT), ok("x".repeat(TEXT_LIMIT))],
  ["x".repeat(TEXT_LIMIT + 1), no("too-long")],
])("reads a text for users (%#)", (text, read) => {
  expect(readText(text)).toEqual(read);
});
