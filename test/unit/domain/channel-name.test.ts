// The name of a thread's channel, whatever people call themselves.

import fc from "fast-check";
import { expect, test } from "vitest";
import { channelName } from "../../../worker/domain/channel-name.ts";

const ID = "100000000000000001";
const nameOf = (username: string): string => channelName({ username, id: ID });

test.each([
  ["mara", "modmail-mara"],
  ["Mara", "modmail-mara"],
  ["mara.lind", "modmail-mara-lind"],
  ["mara_lind", "modmail-mara_lind"],
  ["..mara..", "modmail-mara"],
  ["mara  lind", "modmail-mara-lind"],
  ["m--a", "modmail-m-a"],
  ["Ünal Ğ", "modmail-ünal-ğ"],
  ["マラ", "modmail-マラ"],
  ["#general", "modmail-general"],
  ["../../admin", "modmail-admin"],
  ["@everyone", "modmail-everyone"],
  ["mara\u202egnp", "modmail-mara-gnp"],
  ["mara\u0000\n\tlind", "modmail-mara-lind"],
  ["🔥mara🔥", "modmail-mara"],
])("%j", (username, name) => {
  expect(nameOf(username)).toBe(name);
});

test.each(["", "...", "🔥🔥", "\u200b", "---", "\ud800"])("nothing of %j is left: the id stands in", (username) => {
  expect(nameOf(username)).toBe(`modmail-${ID}`);
});

test("any name becomes one that Discord takes as it is", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: "grapheme", maxLength: 300 }),
  );
  fc.assert(
    fc.property(names, (username) => {
      const name = nameOf(username);
      expect(name).toMatch(/^modmail-[\p{L}\p{N}_-]+$/u);
      expect([...name].length).toBeLessThanOrEqual(100);
      expect(name).not.toContain("--");
    }),
    { seed: 20261122 },
  );
});
