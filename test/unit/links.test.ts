// Signed links to files: what they open, until when, and that nobody else can make one.

import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { filePath } from "../../worker/dashboard/threads/paths.ts";
import { createLinks } from "../../worker/links.ts";

const DAY = 24 * 60 * 60_000;
const [SECRET, OTHER] = [
  "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==",
  "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI=",
];
const FILE = { threadId: "k3v9x0q2m7c1b8t4w6ya", messageId: "900000000000000001", attachmentId: "920000000000000001" };
const KEPT = { ...FILE, guildId: "810000000000000001" };
const NOW = Date.UTC(2026, 10, 20);
let now = NOW;
beforeEach(() => {
  now = NOW;
});
const linksWith = (...secrets: string[]) =>
  createLinks({ secrets, publicUrl: "https://modmail.example/anything", dashboard: false, now: () => now });
const links = linksWith(SECRET);
const tokenOf = async (reader: "user" | "staff" | "page" = "user", from = links) =>
  new URL((await from.toFile(KEPT, reader)).url).pathname.split("/").at(-1) ?? "";

test("a link opens its file and stands below the Worker's address", async () => {
  const { url, days } = await links.toFile(KEPT, "user");
  expect(days).toBe(30);
  expect(url).toMatch(/^https:\/\/modmail\.example\/files\/[\w.-]+$/);
  expect(url.length).toBeLessThan(200);
  expect(await links.read(await tokenOf())).toEqual({ link: "valid", file: FILE });
});

test.each([
  ["user", 30],
  ["staff", 7],
  ["page", 1 / 48],
] as const)(
  "a link for the %s ends after %i days, and says so rather than pretending not to know it",
  async (reader, days) => {
    const token = await tokenOf(reader);
    now += days * DAY - 1000;
    expect((await links.read(token)).link).toBe("valid");
    now += 1001;
    expect(await links.read(token)).toEqual({ link: "expired", file: FILE });
  },
);

test("with a dashboard, staff's links lead to its page for the file, where they are asked who they are", async () => {
  const options = { secrets: [SECRET], publicUrl: "https://modmail.example", now: () => now };
  const { toFile } = createLinks({ ...options, dashboard: true });
  const page = filePath({ guildId: KEPT.guildId, id: FILE.threadId }, FILE.messageId, FILE.attachmentId);
  expect(await toFile(KEPT, "staff")).toEqual({ url: `https://modmail.example${page}`, days: null });
  expect((await toFile(KEPT, "user")).url).toMatch(/^https:\/\/modmail\.example\/files\//);
});

test("while secrets are rotated, links of the old one go on working, and end with it", async () => {
  const old = await tokenOf();
  expect((await linksWith(OTHER, SECRET).read(old)).link).toBe("valid");
  expect((await linksWith(OTHER, SECRET).read(await tokenOf("user", linksWith(OTHER)))).link).toBe("valid");
  expect((await linksWith(OTHER).read(old)).link).toBe("not-ours");
});

describe("a link that isn't ours opens nothing:", () => {
  test("one with another file, thread, message or end", async () => {
    const parts = (await tokenOf()).split(".");
    for (const [place, forged] of [
      "k3v9x0q2m7c1b8t4w6yb",
      "900000000000000002",
      "920000000000000002",
      "zzzzzz",
    ].entries()) {
      expect(await links.read(parts.with(place, forged).join("."))).toEqual({ link: "not-ours" });
    }
  });

  test("one signed with the relay's secret itself, or with another purpose's key", async () => {
    const statement = (await tokenOf()).split(".").slice(0, -1).join(".");
    const key = await crypto.subtle.importKey(
      "raw",
      Buffer.from(SECRET ?? "", "base64"),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const signature = Buffer.from(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(statement)));
    expect(await links.read(`${statement}.${signature.toString("base64url")}`)).toEqual({ link: "not-ours" });
  });

  test("one with any character changed, missing or added", async () => {
    const token = await tokenOf();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom("", "A", "0", ".", "-", "é", "%00", "=".repeat(50)),
        async (at, change) => {
          const changed = token.slice(0, at) + change + token.slice(at + 1);
          // The last character holds four bits that no byte of the signature needs.
          fc.pre(changed !== token && at < token.length - 1);
          expect(await links.read(changed)).toEqual({ link: "not-ours" });
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each(["", ".", "....", "a.b.c.d.e", "../../secret", "x".repeat(10_000)])("%j", async (token) => {
    expect(await links.read(token)).toEqual({ link: "not-ours" });
  });
});
