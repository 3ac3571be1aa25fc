// Which prefixes and texts a server may choose.

import { expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import { readPrefix } from "../../../worker/domain/settings.ts";

test.each(["!", "?", "=", "m!", "mail.", "!!"])("takes %s as a prefix", (prefix) => {
  expect(readPrefix(prefix)).toEqual(ok(prefix));
});

test.each(["", "/", "//", "@bot", "#", "<@", "*", "_", "`", "> ", "! ", "modmail", "\\"])(
  "refuses %j as a prefix",
  (prefix) => {
    expect(readPrefix(prefix)).toEqual(no("prefix"));
  },
);
