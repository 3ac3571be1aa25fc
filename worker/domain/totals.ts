// What a thread's messages come to: how many of each kind, and who wrote. Pure.

import { filesOf } from "./extras.ts";
import type { Message } from "./message.ts";

export interface Totals {
  user: number;
  reply: number;
  note: number;
  /** Those that didn't arrive, or haven't yet. */
  undelivered: number;
  /** All files, those of forwarded messages and stickers included. */
  attachments: number;
  /** Everyone who wrote, in order of their first message. */
  participants: Participant[];
}

interface Participant {
  id: string;
  /** As their first message says it. */
  name: string;
  side: "user" | "staff";
  messages: number;
}

export function totalsOf(messages: readonly Message[]): Totals {
  const totals = { user: 0, reply: 0, note: 0, undelivered: 0, attachments: 0 };
  const participants = new Map<string, Participant>();
  for (const message of messages) {
    const { author, kind, state } = message;
    totals[kind] += 1;
    totals.attachments += filesOf(message).length;
    if (state !== "delivered") totals.undelivered += 1;
    const side = kind === "user" ? "user" : "staff";
    const known = participants.get(`${side} ${author.id}`);
    if (known) known.messages += 1;
    else participants.set(`${side} ${author.id}`, { id: author.id, name: author.name, side, messages: 1 });
  }
  return { ...totals, participants: [...participants.values()] };
}
