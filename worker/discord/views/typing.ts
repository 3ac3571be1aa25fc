// The list of what can be typed in a thread's channel, and the answer to what is no command there.

import type { StaffNotice } from "../../domain/notice.ts";
import type { Typing } from "../../domain/staff-message.ts";
import { cut, type MessageView, plain } from "./layout.ts";
import { texts } from "./texts.ts";

const t = texts.typing;
const WORD_SHOWN = 32;

/** Says what works here: by prefix and mention, by mention only, or not at all. */
export function helpView({ prefix, replyCommand, anonymous, botUserId, readable }: Typing): MessageView {
  if (!readable && botUserId === null) return plain([t.onlyCommands, t.alsoWorks].join("\n"));
  const begin = readable || botUserId === null ? t.begin(prefix, botUserId) : t.beginMention(botUserId);
  const rest = !readable ? t.restUnread : replyCommand ? t.restStays : t.restGoes;
  const commands = [t.reply[anonymous], ...t.others].map((line) => `- ${line}`);
  return plain([begin, ...commands, rest, t.alsoWorks].join("\n"));
}

type Unknown = Extract<StaffNotice, { notice: "unknown-command" }>;

export function unknownCommandView({ word, nearest, typing }: Unknown): MessageView {
  const { prefix, botUserId, readable, replyCommand } = typing;
  const help = readable || botUserId === null ? t.help(prefix) : t.helpMention(botUserId);
  if (word === "") return plain(`${t.nothingAsked} ${help}`);
  if (nearest === word) return plain(`${t.spaceMissing(word)} ${help}`);
  const what = t.unknown(cut(word, WORD_SHOWN));
  if (nearest !== null) return plain(`${what} ${t.didYouMean(nearest)} ${help}`);
  // Only where typing goes to the user is a word held back that looks like no command.
  return plain(readable && !replyCommand ? `${what} ${help} ${t.sendAsIs(prefix)}` : `${what} ${help}`);
}
