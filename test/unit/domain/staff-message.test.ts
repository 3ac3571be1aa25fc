// What staff mean by what they type in a thread's channel.

import { describe, expect, test } from "vitest";
import { readStaffMessage, type StaffMessageMeaning } from "../../../worker/domain/staff-message.ts";

const note: StaffMessageMeaning = { kind: "note" };
const reply = (text: string): StaffMessageMeaning => ({ kind: "reply", text });
const named = (cases: [string, StaffMessageMeaning][]) => cases.map(([content, meaning]) => ({ content, meaning }));

describe("with the reply command on, only the command goes to the user", () => {
  test.each(
    named([
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
      ["!rHello", note],
      ["!replyHello", note],
      ["!rank", note],
      ["!r: Hello", note],
      ["!repl Hello", note],
      ["! r Hello", note],
      [" !r Hello", note],
      ["say !r Hello", note],
      ["r Hello", note],
      ["/reply Hello", note],
      ["// Hello", note],
      ["Hello", note],
      ["", note],
    ]),
  )("$content", ({ content, meaning }) => {
    expect(readStaffMessage(content, { replyCommand: true, readable: true, hasFiles: false })).toEqual(meaning);
  });
});

describe("with the reply command off, all goes to the user but what starts with //", () => {
  test.each(
    named([
      ["Hello", reply("Hello")],
      ["!r Hello", reply("!r Hello")],
      ["/ Hello", reply("/ Hello")],
      ["Hello // there", reply("Hello // there")],
      ["https://example.com", reply("https://example.com")],
      ["", reply("")],
      ["//", note],
      ["// Hello", note],
      ["//Hello", note],
      ["///", note],
    ]),
  )("$content", ({ content, meaning }) => {
    expect(readStaffMessage(content, { replyCommand: false, readable: true, hasFiles: false })).toEqual(meaning);
  });
});

describe("without the Message Content intent, Discord gives an empty text", () => {
  const hidden = { readable: false, hasFiles: false };

  test("which isn't sent when typing goes to the user: it can't be read", () => {
    expect(readStaffMessage("", { ...hidden, replyCommand: false })).toEqual({ kind: "unreadable" });
  });

  test("which stays among staff when only commands go to the user", () => {
    expect(readStaffMessage("", { ...hidden, replyCommand: true })).toEqual(note);
  });

  test("but what Discord lets through, such as a mention of the bot, is read", () => {
    expect(readStaffMessage("Hello", { ...hidden, replyCommand: false })).toEqual(reply("Hello"));
  });
});
