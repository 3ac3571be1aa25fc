// Messages as the rows of a list: a divider for each day, and one head for what the same author says in a row. Pure.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { dayLabel, dayNumber } from "../markdown/time.ts";

export type Row =
  | { kind: "day"; key: string; label: string }
  | { kind: "message"; key: string; message: SeenMessage; headed: boolean }
  | { kind: "event"; key: string; message: SeenMessage; text: string };

const TOGETHER = 7 * 60_000;
const REPLY = 19;
const SPOKEN = [0, REPLY, 20, 23];

const EVENTS: Record<number, string> = {
  4: "changed the channel name.",
  6: "pinned a message to this channel.",
  7: "joined the server.",
  18: "started a thread.",
};

export function toRows(messages: readonly SeenMessage[]): Row[] {
  const rows: Row[] = [];
  let before: SeenMessage | null = null;
  let day: number | null = null;
  for (const message of messages) {
    if (dayOf(message) !== day) {
      rows.push({ kind: "day", key: `day-${message.id}`, label: dayLabel(message.timestamp) });
      day = dayOf(message);
      before = null;
    }
    if (!SPOKEN.includes(message.type)) {
      rows.push({ kind: "event", key: message.id, message, text: EVENTS[message.type] ?? message.content });
      before = null;
      continue;
    }
    rows.push({ kind: "message", key: message.id, message, headed: !before || !continues(message, before) });
    before = message;
  }
  return rows;
}

function dayOf(message: SeenMessage): number {
  return dayNumber(new Date(message.timestamp));
}

function continues(message: SeenMessage, before: SeenMessage): boolean {
  return (
    message.type === 0 &&
    message.author.id === before.author.id &&
    message.author.username === before.author.username &&
    message.ephemeral === before.ephemeral &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER
  );
}
