// Why a message wasn't delivered, in words for whoever reads the transcript later.

import type { DiscordRefusal } from "../../domain/refusal.ts";
import type { Waiting } from "../../threads/ports.ts";

const WORDS: Record<DiscordRefusal["reason"] | Exclude<Waiting, "released"> | "deleted", string> = {
  deleted: "It was deleted before it arrived.",
  "closed-by-user": "The user closed the thread before it could be shown.",
  unreached: "No message could be shown to staff for a week.",
  "dm-closed": "The user's direct messages were closed, or they had blocked the bot or left the server.",
  "dms-too-fast": "Discord let the bot open no more direct messages.",
  "unknown-channel": "The channel was gone.",
  "missing-permission": "The bot lacked a permission there.",
  "category-full": "The category for threads was full.",
  "guild-full": "The server couldn't take any more channels.",
  "not-taken": "Discord refused it.",
  "unknown-role": "The staff role or the admin role had been deleted.",
  "unknown-category": "The category for threads was gone.",
  "blocked-by-filter": "Discord's filter or AutoMod blocked it.",
};

const isKnown = (problem: string): problem is keyof typeof WORDS => Object.hasOwn(WORDS, problem);

/** A problem that is words already stays as it is. */
export const problemInWords = (problem: string): string => (isKnown(problem) ? WORDS[problem] : problem);
