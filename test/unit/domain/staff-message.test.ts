// What staff mean by what they type in a thread's channel.

import { describe, expect, test } from "vitest";
import { type StaffMessageMeaning as Meaning, readStaffMessage } from "../../../worker/domain/staff-message.ts";

const BOT = "890000000000000001";
const reply = (text: string, anonymous?: boolean): Meaning => ({
  kind: "reply",
  text,
  ...(anonymous === undefined ? {} : { anonymous }),
});
/** What stays among staff by itself is kept as it was typed. */
const TALK = "talk";
const note = (text: string): Meaning => ({ kind: "note", text, asked: true });
const command = (name: Extract<Meaning, { kind: "command" }>["command"], rest = ""): Meaning => ({
  kind: "command",
  command: name,
  rest,
});
const snippet = (name: string, words = "", anonymous?: true): Meaning => ({
  kind: "snippet",
  name,
  words,
  ...(anonymous ? { anonymous } : {}),
});
const unknown = (word: string, nearest: string | null): Meaning => ({ kind: "unknown-command", word, nearest });

type Case = [content: string, meaning: Meaning | typeof TALK];
type Circumstances = Partial<Parameters<typeof readStaffMessage>[1]>;

function reads(circumstances: Circumstances, cases: Case[]): void {
  const all = {
    prefix: "!",
    botUserId: BOT,
    anonymous: "off" as const,
    replyCommand: true,
    readable: true,
    hasMore: false,
    ...circumstances,
  };
  test.each(cases)("%j", (content, meaning) => {
    const expected = meaning === TALK ? { kind: "note", text: content, asked: false } : meaning;
    expect(readStaffMessage(content, all)).toEqual(expected);
  });
}

const COMMANDS: Case[] = [
  ["!r Hello", reply("Hello")],
  ["!reply Hello", reply("Hello")],
  ["!R Hello", reply("Hello")],
  ["!RePly Hello", reply("Hello")],
  ["!r   Hello", reply("Hello")],
  ["!r\nHello\nthere", reply("Hello\nthere")],
  ["!r Hello !r again", reply("Hello !r again")],
  ["!r // Hello", reply("// Hello")],
  ["!r", reply("")],
  ["!reply", reply("")],
  ["!r ", reply("")],
  ["!ar Hello", reply("Hello", true)],
  ["!areply Hello", reply("Hello", true)],
  ["!anonreply Hello", reply("Hello", true)],
  ["!rr Hello", reply("Hello", false)],
  ["!nr Hello", reply("Hello", false)],
  ["!realreply Hello", reply("Hello", false)],
  ["!note Looks honest", note("Looks honest")],
  ["!n Looks\nhonest", note("Looks\nhonest")],
  ["!note", note("")],
  ["!claim", command("claim")],
  ["!Unclaim", command("unclaim")],
  ["!takeover", command("takeover")],
  ["!close", command("close")],
  ["!c  Solved, thank you ", command("close", "Solved, thank you")],
  ["!close\nSolved", command("close", "Solved")],
  ["!id", command("id")],
  ["!help", command("help")],
  ["!!welcome", snippet("welcome")],
  ["!!Welcome-2 Mara and co", snippet("Welcome-2", "Mara and co")],
  ["!!!welcome", snippet("welcome", "", true)],
  ["!!!welcome\nMara", snippet("welcome", "Mara", true)],
  ["!s welcome Mara", snippet("welcome", "Mara")],
  ["!snippet welcome", snippet("welcome")],
  ["!s", snippet("")],
];

describe("commands mean the same with the reply command on", () => reads({}, COMMANDS));
describe("and off", () => reads({ replyCommand: false }, COMMANDS));

describe("with a mention of the bot, too, which any bot may read: Message Content or not", () => {
  const addressed = COMMANDS.flatMap(([content, meaning]): Case[] => [
    [`<@${BOT}> ${content}`, meaning],
    [`<@!${BOT}>${content}`, meaning],
    ...(content.startsWith("!!") ? [] : [[`<@${BOT}> ${content.slice(1)}`, meaning] as Case]),
  ]);
  reads({ readable: false }, addressed);
  reads({ readable: false, replyCommand: false }, addressed);
});

describe("what is addressed to the bot is answered, and never sent, whatever it is", () => {
  const cases: Case[] = [
    [`<@${BOT}>`, command("help")],
    [`<@${BOT}> `, command("help")],
    [`<@${BOT}>, r: Hello`, unknown("r", "r")],
    [`<@${BOT}> relpy Hello`, unknown("relpy", "reply")],
    [`<@${BOT}> please tell Mara`, unknown("please", null)],
    [`<@${BOT}> ???`, unknown("", null)],
    [`<@${BOT}> <@820000000000000001> r Hello`, unknown("", null)],
  ];
  reads({}, cases);
  reads({ replyCommand: false, readable: false }, cases);
});

describe("only files beside a mention: which command they belong to isn't said", () =>
  reads({ hasMore: true }, [
    [`<@${BOT}>`, unknown("", null)],
    [`<@${BOT}> r`, reply("")],
  ]));

describe("slips are told from talk when all but commands stays among staff", () =>
  reads({}, [
    // Slips: a letter wrong, left out, added or swapped; a sign stuck to the name.
    ["!relpy Hello", unknown("relpy", "reply")],
    ["!repl Hello", unknown("repl", "reply")],
    ["!replyy Hello", unknown("replyy", "reply")],
    ["!preply Hello", unknown("preply", "reply")],
    ["!clsoe", unknown("clsoe", "close")],
    ["!unclam", unknown("unclam", "unclaim")],
    ["!takovr", unknown("takovr", "takeover")],
    ["!r: Hello", unknown("r", "r")],
    ["!reply, Hello", unknown("reply", "reply")],
    // Talk.
    ["!", TALK],
    ["!!!", TALK],
    ["!?", TALK],
    ["! r Hello", TALK],
    ["! note", TALK],
    ["!important thing", TALK],
    ["!rank him up", TALK],
    ["!hello", TALK],
    ["!really", TALK],
    ["!ban", TALK],
    ["!rHello", TALK],
    ["!r2d2", TALK],
    ["!1", TALK],
    ["!!? no", TALK],
    [" !r Hello", TALK],
    ["say !r Hello", TALK],
    ["r Hello", TALK],
    ["/reply Hello", TALK],
    ["// Hello", TALK],
    ["Hello", TALK],
    ["", TALK],
    ["<@820000000000000001> r Hello", TALK],
    [`Ask <@${BOT}> r Hello`, TALK],
  ]));

describe("when typing goes to the user, so does all but commands and notes, and what may have been meant as a command", () =>
  reads({ replyCommand: false }, [
    ["Hello", reply("Hello")],
    ["/ Hello", reply("/ Hello")],
    ["Hello // there", reply("Hello // there")],
    ["https://example.com", reply("https://example.com")],
    ["", reply("")],
    ["!", reply("!")],
    ["!!!", reply("!!!")],
    ["!? What", reply("!? What")],
    ["!1", reply("!1")],
    ["Look !r here", reply("Look !r here")],
    [`Ask <@${BOT}>`, reply(`Ask <@${BOT}>`)],
    ["//", TALK],
    ["// Hello", TALK],
    ["//Hello", TALK],
    ["///", TALK],
    ["! Hello", TALK],
    ["!relpy Hello", unknown("relpy", "reply")],
    ["!ban <@820000000000000001>", unknown("ban", null)],
    ["!important thing", unknown("important", null)],
    ["!rHello", unknown("rHello", null)],
  ]));

describe("with another prefix", () => {
  reads({ prefix: "m!" }, [
    ["m!r Hello", reply("Hello")],
    ["M!r Hello", reply("Hello")],
    ["m!m!welcome", snippet("welcome")],
    ["m!m!m!welcome", snippet("welcome", "", true)],
    ["!r Hello", TALK],
    [`<@${BOT}> r Hello`, reply("Hello")],
    [`<@${BOT}> m!r Hello`, reply("Hello")],
  ]);
  reads({ prefix: "!!" }, [
    ["!!r Hello", reply("Hello")],
    ["!!!!welcome", snippet("welcome")],
    ["!r Hello", TALK],
  ]);
});

describe("before the relay has said who the bot is, a mention is only text", () =>
  reads({ botUserId: null }, [[`<@${BOT}> r Hello`, TALK]]));

describe("without the Message Content intent, Discord gives an empty text", () => {
  describe("which can't be read, whatever it was meant as", () => {
    reads({ readable: false, replyCommand: false }, [["", { kind: "unreadable" }]]);
    reads({ readable: false }, [["", { kind: "unreadable" }]]);
  });

  describe("but what Discord lets through, such as a mention of the bot in the midst, is read", () =>
    reads({ readable: false, replyCommand: false }, [["Hello", reply("Hello")]]));
});
