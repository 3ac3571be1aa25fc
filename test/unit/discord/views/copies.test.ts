// How a message looks on the other side, in one copy or several. That every copy fits: limits.test.ts.

import { describe, expect, test } from "vitest";
import {
  type CopyView,
  replyCopies,
  replyForStaffView,
  userMessageCopies,
  withLinkedFiles,
} from "../../../../worker/discord/views/copies.ts";
import type { Extras } from "../../../../worker/domain/extras.ts";
import type { Message } from "../../../../worker/domain/message.ts";
import type { File, Outgoing } from "../../../../worker/threads/ports.ts";
import { rejoin } from "../../domain/rejoin.ts";
import { sampleAttachment, sampleMessage } from "../../transcripts/sample.ts";

const message = sampleMessage({ content: "@everyone <@1> **hi**" });
const now = message.sentAt;
const NOTHING: Extras = { stickers: [], poll: null, forwarded: null };

const outgoing = (change: Partial<Message> = {}, more: Partial<Outgoing> = {}): Outgoing => ({
  message: { ...message, ...change },
  files: [],
  linked: [],
  continued: false,
  ...more,
});
const file = (name: string): File => ({
  name,
  contentType: "image/png",
  size: 1,
  description: null,
  spoiler: false,
  open: async () => new ReadableStream(),
});
const embedsOf = (copies: readonly CopyView[]) => copies.flatMap(({ view }) => view.embeds ?? []);
const textsOf = (copies: readonly CopyView[]) => embedsOf(copies).map(({ description }) => description);
const namesOf = (copies: readonly CopyView[]) => copies.map(({ files }) => files.map(({ name }) => name));
/** The only embed of the only copy. */
function only(copies: readonly CopyView[]) {
  expect(embedsOf(copies)).toHaveLength(1);
  expect(copies).toHaveLength(1);
  return embedsOf(copies)[0];
}

describe("text", () => {
  test("goes over unchanged, with name and picture", () => {
    const author = { id: "1", name: "Robin", avatarUrl: "https://cdn.example/a.png" };
    expect(only(userMessageCopies(outgoing({ author }), now))).toMatchObject({
      description: "@everyone <@1> **hi**",
      author: { name: "Robin", icon_url: "https://cdn.example/a.png" },
    });
  });

  test("that is too long for one copy goes on in the next, which doesn't say again who writes", () => {
    const content = "One sentence after the other. ".repeat(200).trim();
    const copies = replyCopies(outgoing({ content }), "Castle", now);
    expect(copies.map(({ view }) => view.embeds?.length)).toEqual([1, 1]);
    expect(rejoin(textsOf(copies).map(String), content)).toBe(content);
    const [first, second] = embedsOf(copies);
    expect([first?.author?.name, first?.footer?.text]).toEqual(["Robin", "Staff of Castle"]);
    expect([second?.author, second?.footer]).toEqual([undefined, undefined]);
  });

  test("that one embed doesn't hold, but a message does, stays one message", () => {
    const copies = userMessageCopies(outgoing({ content: "One sentence after the other. ".repeat(150) }), now);
    expect(copies.map(({ view }) => view.embeds?.length)).toEqual([2]);
  });

  test("that had to wait says when it was written, also below a copy of the same writer", () => {
    const late = userMessageCopies(outgoing({}, { continued: true }), now + 3_600_000);
    expect(only(late)?.fields).toEqual([{ name: "Delivered late", value: `Sent <t:${Math.floor(now / 1000)}:f>` }]);
    expect(only(late)?.author?.name).toBe("Robin");
  });
});

describe("a reply", () => {
  test("says whose staff it is from; among staff, to whom it went", () => {
    expect(only(replyCopies(outgoing(), "Castle", now))?.footer?.text).toBe("Staff of Castle");
    expect(replyForStaffView(message, "Robin").embeds?.[0]?.title).toBe("Reply to Robin");
  });

  test("that went out in several messages is shown to staff by its first, and says so", () => {
    const shown = (words: number) =>
      replyForStaffView({ ...message, content: "word ".repeat(words) }, "Robin").embeds ?? [];
    expect(shown(1000).map(({ footer }) => footer?.text)).toEqual(["✅ Delivered", undefined]);
    expect(shown(1200).map(({ footer }) => footer?.text)).toEqual([
      "✅ Delivered in several messages; here is the first.",
    ]);
  });

  test("that is anonymous is the server's: its user sees neither name nor picture, staff see both", () => {
    const author = { id: "870000000000000007", name: "Ayşe", avatarUrl: "https://cdn.example/ayse.png" };
    const reply = sampleMessage({ kind: "reply", anonymous: true, author });
    const forUser = replyCopies(outgoing(reply), "Castle", now);
    expect(only(forUser)?.author).toEqual({ name: "Staff of Castle" });
    expect(JSON.stringify(forUser)).not.toMatch(/Ayşe|870000000000000007|ayse/);
    const [forStaff] = replyForStaffView(reply, "Robin").embeds ?? [];
    expect(forStaff).toMatchObject({ title: "Anonymous reply to Robin", author: { name: "Ayşe" } });
  });
});

describe("below a copy of the same writer", () => {
  test("there is no name, no picture and no server again", () => {
    const embed = only(replyCopies(outgoing({}, { continued: true }), "Castle", now));
    expect(embed).toEqual({ color: expect.any(Number), description: message.content });
  });

  test("files alone need no embed", () => {
    const copies = userMessageCopies(outgoing({ content: "" }, { continued: true, files: [[file("a.png")]] }), now);
    expect(copies).toEqual([{ view: { allowed_mentions: { parse: [] } }, files: [expect.anything()] }]);
  });

  test("what shows nothing else shows its writer", () => {
    expect(only(userMessageCopies(outgoing({ content: "" }, { continued: true }), now))?.author?.name).toBe("Robin");
  });
});

describe("files", () => {
  test("go below the text; those that one message doesn't take come in messages of their own", () => {
    const files = [[file("a.png"), file("b.png")], [file("c.png")]];
    const copies = userMessageCopies(outgoing({}, { files }), now);
    expect(namesOf(copies)).toEqual([["a.png", "b.png"], ["c.png"]]);
    expect(copies.map(({ view }) => view.embeds?.length ?? 0)).toEqual([1, 0]);
  });

  test("of a long text go below its end", () => {
    const copies = userMessageCopies(outgoing({ content: "word ".repeat(1200) }, { files: [[file("a.png")]] }), now);
    expect(namesOf(copies)).toEqual([[], ["a.png"]]);
  });

  const url = "https://modmail.example/files/abc";
  const large = { name: "video[1](final).mp4", size: 52_428_800, link: { url, days: 30 } };
  const forStaff = { ...large, link: { url, days: null } };

  test.each([
    [
      "staff",
      userMessageCopies(outgoing({}, { linked: [forStaff] }), now),
      "Staff open these links by signing in to the dashboard.",
    ],
    [
      "user",
      replyCopies(outgoing({}, { linked: [large] }), "Castle", now),
      "Whoever has such a link can open it, for 30 days.",
    ],
  ])(
    "too large for Discord are linked for the %s, and it is said who can open them, and for how long",
    (_, copies, until) => {
      expect(textsOf(copies)).toEqual([
        message.content,
        `Too large for Discord, so I keep it for you here:\n- [video1final.mp4](https://modmail.example/files/abc) (50.0 MiB)\n${until}`,
      ]);
    },
  );

  test("that Discord had lost are named", () => {
    const copies = userMessageCopies(outgoing({}, { linked: [{ ...large, name: "gone.png", link: null }] }), now);
    expect(textsOf(copies)[1]).toBe("Discord had lost this before I could keep it:\n- gone.png");
  });

  test("that Discord turns out not to take are linked in their place", () => {
    const [copy] = userMessageCopies(outgoing({}, { files: [[file("a.png")]] }), now);
    if (!copy) throw new Error("a message has a copy");
    expect(withLinkedFiles(copy.view, [large]).embeds?.map(({ description }) => description)).toEqual([
      message.content,
      expect.stringContaining("video1final.mp4"),
    ]);
  });
});

describe("nothing arrives empty:", () => {
  const said = (extras: Partial<Extras>, change: Partial<Message> = {}) =>
    userMessageCopies(outgoing({ content: "", extras: { ...NOTHING, ...extras }, ...change }), now);

  test("a poll has its question, answers, rules and end", () => {
    const poll = {
      question: "Which rank?",
      answers: ["Captain", "😀 Sailor"],
      several: true,
      endsAt: 1_800_000_000_000,
    };
    expect(only(said({ poll }))?.description).toBe(
      "**Poll: Which rank?**\n- Captain\n- 😀 Sailor\nSeveral answers may be chosen. It ends <t:1800000000:R> (<t:1800000000:f>).",
    );
    expect(only(said({ poll: { ...poll, several: false, endsAt: null } }))?.description).toMatch(
      /One answer may be chosen\.$/,
    );
  });

  test("a sticker without a picture is named honestly; one with a picture is its picture", () => {
    expect(only(said({ stickers: [{ name: "Wave", picture: null }] }))?.description).toMatch(
      /^\*Sticker: Wave\* \(a moving one/,
    );
    const sticker = { name: "Wave", picture: sampleAttachment() };
    expect(only(said({ stickers: [sticker] }))?.description).toBeUndefined();
  });

  test("a voice message says how long it is", () => {
    expect(only(said({}, { attachments: [sampleAttachment({ seconds: 72.4 })] }))?.description).toBe(
      "*Voice message, 1:12*",
    );
  });

  const forwarded = {
    content: "You are a captain now.",
    attachments: [],
    stickers: [{ name: "Salute", picture: null }],
    embeds: ["**Promotion**\nMara is a captain."],
    sentAt: Date.UTC(2026, 10, 20),
  };

  test("a forwarded message says that it is one, when it was written, and all it held", () => {
    expect(only(said({ forwarded }))).toMatchObject({
      author: { name: "Robin" },
      title: "Forwarded message",
      timestamp: "2026-11-20T00:00:00.000Z",
      description: expect.stringMatching(
        /^You are a captain now\.\n\n\*\*Promotion\*\*\nMara is a captain\.\n\n\*Sticker: Salute\* /,
      ),
    });
  });

  test("a forwarded picture says that it was forwarded", () => {
    const picture = { content: "", attachments: [sampleAttachment()], stickers: [], embeds: [], sentAt: null };
    expect(only(said({ forwarded: picture }))).toMatchObject({ title: "Forwarded message" });
  });

  test("a long forwarded message goes on in the next copy", () => {
    const long = { ...forwarded, content: "word ".repeat(800), embeds: ["more ".repeat(1000)] };
    const copies = said({ forwarded: long });
    expect(copies.length).toBeGreaterThan(1);
    expect(textsOf(copies).join("")).toMatch(/word[\s\S]*more[\s\S]*Salute/);
  });
});
