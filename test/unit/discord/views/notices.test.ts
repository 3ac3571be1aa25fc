// What users read of their threads: which server, its own texts, and what they can do from there.

import { describe, expect, test } from "vitest";
import type { MessageView } from "../../../../worker/discord/views/layout.ts";
import { userNoticeView } from "../../../../worker/discord/views/notices.ts";
import type { UserNotice } from "../../../../worker/domain/notice.ts";

const about = { guildName: "Northwind", closes: null, elsewhere: false };
const textOf = (view: MessageView) => [view.content, ...(view.embeds ?? []).map((embed) => embed.description)].join("");
const buttonsOf = (view: MessageView) =>
  (view.components ?? []).flatMap((row) =>
    row.components.map((part) => ("custom_id" in part && "label" in part ? [part.label, part.custom_id] : [])),
  );
const closed = {
  notice: "thread-closed",
  guildName: "Northwind",
  reason: null,
  closing: null,
  unreachedSince: null,
  next: null,
} as const;
const filter = { reason: "blocked-by-filter" } as const;

const NOTICES: UserNotice[] = [
  { notice: "thread-opened", about, greeting: null },
  { notice: "thread-opened", about, greeting: "Hello" },
  { notice: "thread-invited", about, greeting: null },
  { notice: "thread-invited", about, greeting: "Hello" },
  { notice: "thread-contacted", about },
  { notice: "thread-waits", about },
  { notice: "talking-to", about },
  { notice: "not-delivered", about, text: "Hi", refusal: filter },
  closed,
  { ...closed, closing: "Bye" },
  { ...closed, unreachedSince: 1 },
];
const FIRST_CONTACTS = NOTICES.slice(0, 5);

test.each(NOTICES)("$notice names its server", (notice) => {
  expect(textOf(userNoticeView(notice))).toContain("staff of **Northwind**");
});

test.each(FIRST_CONTACTS)("$notice says that staff keep what is written, greeting or not", (notice) => {
  expect(textOf(userNoticeView(notice))).toMatch(/hey see what you write( here)? and keep it/);
});

test("a server's own texts come first", () => {
  expect(textOf(userNoticeView({ notice: "thread-opened", about, greeting: "Hello Mara" }))).toMatch(
    /^Hello Mara\n\n-# /,
  );
  expect(textOf(userNoticeView({ ...closed, closing: "Bye" }))).toMatch(/^Bye\n\n-# Your thread with/);
});

test("where what they write goes after a thread is closed, when another is open, and the way elsewhere", () => {
  const view = userNoticeView({ ...closed, next: "Pixel Forge" });
  expect(textOf(view)).toContain("What you write here now goes to the staff of **Pixel Forge**.");
  expect(textOf(view)).not.toContain("opens a new one");
  expect(buttonsOf(view)).toEqual([["Switch server", "switch"]]);
  expect(textOf(userNoticeView(closed))).toContain("Write here again whenever you need them: that opens a new one.");
});

test("a closed thread's reason stands beside the closing text", () => {
  const view = userNoticeView({ ...closed, closing: "Bye", reason: "Solved" });
  expect(view.embeds?.[0]?.fields).toEqual([{ name: "Reason", value: "Solved" }]);
});

describe("buttons", () => {
  test.each([
    [false, false, []],
    [true, false, [["Switch server", "switch"]]],
    [false, true, [["Close thread", "user-close:ask:810000000000000001"]]],
    [
      true,
      true,
      [
        ["Switch server", "switch"],
        ["Close thread", "user-close:ask:810000000000000001"],
      ],
    ],
  ])("other servers: %s, may close: %s", (elsewhere, mayClose, buttons) => {
    const closes = mayClose ? "810000000000000001" : null;
    const view = userNoticeView({ notice: "thread-opened", about: { ...about, elsewhere, closes }, greeting: null });
    expect(buttonsOf(view)).toEqual(buttons);
  });
});

test.each([
  ["Hello", />>> Hello$/],
  ["x".repeat(400), />>> x{299}…$/],
  ["", />>> \*\(only files\)\*$/],
])("what wasn't delivered is quoted, with why (%#)", (text, quote) => {
  const said = textOf(userNoticeView({ notice: "not-delivered", about, text, refusal: filter }));
  expect(said).toContain("Discord's AutoMod or link filter refused this message.");
  expect(said).toMatch(quote);
});
