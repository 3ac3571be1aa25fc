// What a message that staff typed in a thread's channel means: a command, words for the user, or talk among staff. Pure.

import type { Settings } from "./settings.ts";
import { commandNamed, nearestName, type TypedCommand } from "./typed-commands.ts";

export type StaffMessageMeaning =
  /** For the user; `anonymous` absent: as the server's setting says. `text` may be empty when only files were sent. */
  | { kind: "reply"; text: string; anonymous?: boolean }
  | { kind: "snippet"; name: string; words: string; anonymous?: boolean }
  /** Stays among staff. `asked`: by a command, not by just typing. */
  | { kind: "note"; text: string; asked: boolean }
  | { kind: "command"; command: ActionCommand; rest: string }
  /** Meant as a command, but none; goes to nobody. `nearest` was probably meant. */
  | { kind: "unknown-command"; word: string; nearest: string | null }
  /** Discord hid the content, as the bot lacks the Message Content intent. */
  | { kind: "unreadable" };

/** Those that are neither words for the user nor for staff. */
export type ActionCommand = Exclude<TypedCommand, "reply" | "anonymous-reply" | "named-reply" | "note" | "snippet">;

/** How staff type in a server. */
export interface Typing extends Pick<Settings, "replyCommand" | "prefix" | "anonymous"> {
  /** null: not known before the relay has connected for the first time. */
  botUserId: string | null;
  /** Whether the bot may read what doesn't mention it (the Message Content intent). */
  readable: boolean;
}

/**
 * A command begins with the server's prefix or with a mention of the bot, which Discord lets every bot read. What is
 * addressed to the bot and no command is always answered. A word behind the prefix that is none:
 * - with the reply command on it is talk ("!important", "!!!") and stays among staff, unless it looks like a slip;
 * - with the reply command off it is held back: whoever types "!ban" didn't mean the user to read it.
 * The prefix with nothing, or a space, behind it begins no command; with a space ("! note") it keeps the text among staff.
 * `hasMore`: files came, or something else besides text.
 */
export function readStaffMessage(content: string, typing: Typing & { hasMore: boolean }): StaffMessageMeaning {
  const { prefix, botUserId, replyCommand, readable, hasMore } = typing;
  const addressed = behindMention(content, botUserId);
  if (addressed !== null) {
    if (addressed === "" && !hasMore) return { kind: "command", command: "help", rest: "" };
    const words = behindPrefix(addressed, prefix) ?? addressed;
    return readCommand(words) ?? readSnippet(addressed, prefix) ?? unknown(words);
  }

  const behind = behindPrefix(content, prefix);
  if (behind !== null) {
    const meaning = readCommand(behind) ?? readSnippet(content, prefix);
    if (meaning !== null) return meaning;
    const slip = unknown(behind);
    const isWord = slip.word !== "";
    if (isWord && (slip.nearest !== null || !replyCommand)) return slip;
    if (/^\s/.test(behind)) return talk(content);
  }

  if (content === "" && !hasMore && !readable) return { kind: "unreadable" };
  if (replyCommand || content.startsWith("//")) return talk(content);
  return { kind: "reply", text: content };
}

const talk = (text: string): StaffMessageMeaning => ({ kind: "note", text, asked: false });

/** null: the message doesn't begin with a mention of the bot. */
function behindMention(content: string, botUserId: string | null): string | null {
  const mention = content.match(/^<@!?(\d+)>[\s,:]*/);
  return mention !== null && mention[1] === botUserId ? content.slice(mention[0].length) : null;
}

/** In any case: a telephone's keyboard begins messages with a capital letter. */
const behindPrefix = (content: string, prefix: string): string | null =>
  content.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() ? content.slice(prefix.length) : null;

/** `words` begin with the command's name. null: with no command's. */
function readCommand(words: string): StaffMessageMeaning | null {
  const [, name = "", rest = ""] = words.match(/^(\p{L}+)(?:\s+([\s\S]*))?$/u) ?? [];
  const command = commandNamed(name);
  switch (command) {
    case null:
      return null;
    case "reply":
      return { kind: "reply", text: rest };
    case "anonymous-reply":
      return { kind: "reply", text: rest, anonymous: true };
    case "named-reply":
      return { kind: "reply", text: rest, anonymous: false };
    case "note":
      return { kind: "note", text: rest, asked: true };
    case "snippet": {
      const [, snippet = "", more = ""] = rest.match(/^(\S+)(?:\s+([\s\S]*))?$/) ?? [];
      return { kind: "snippet", name: snippet, words: more };
    }
    default:
      return { kind: "command", command, rest: rest.trim() };
  }
}

/** `!!name` with what follows, and `!!!name`, which is anonymous; with another prefix, that one two or three times. */
function readSnippet(content: string, prefix: string): StaffMessageMeaning | null {
  for (const times of [3, 2]) {
    const behind = behindPrefix(content, prefix.repeat(times));
    const [, name = "", words = ""] = behind?.match(/^([\w-]{1,32})(?:\s+([\s\S]*))?$/) ?? [];
    if (name !== "") return { kind: "snippet", name, words, ...(times === 3 ? { anonymous: true } : {}) };
  }
  return null;
}

/** `word` is empty when there is none. A name with something stuck to it (`r:`) is a slip, too. */
function unknown(words: string): Extract<StaffMessageMeaning, { kind: "unknown-command" }> {
  const [, word = "", more = ""] = words.match(/^(\p{L}+)(\S*)/u) ?? [];
  const nearest = /^[:;,.]/.test(more) && commandNamed(word) !== null ? word : more === "" ? nearestName(word) : null;
  return { kind: "unknown-command", word, nearest };
}
