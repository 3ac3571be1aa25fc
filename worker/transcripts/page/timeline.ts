// The order of things on the page: days, runs of messages by one author, and the moment of the claim. Pure.

import type { Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import { day } from "./times.ts";

export type Entry =
  | { type: "day"; text: string }
  | { type: "claimed"; by: string; at: number }
  /** `first`: begins a run, so it carries the author's name. */
  | { type: "message"; message: Message; first: boolean };

const LONGEST_PAUSE = 7 * 60_000;

/** Messages keep the order in which they are given. */
export function* timeline(thread: Thread, messages: readonly Message[]): Generator<Entry> {
  let lastDay = "";
  let last: Message | null = null;
  let claim =
    thread.claimedBy !== null && thread.claimedAt !== null ? { by: thread.claimedBy, at: thread.claimedAt } : null;

  const dayOf = function* (time: number): Generator<Entry> {
    if (day(time) === lastDay) return;
    lastDay = day(time);
    last = null;
    yield { type: "day", text: lastDay };
  };
  const claimEntry = function* (): Generator<Entry> {
    if (claim === null) return;
    yield* dayOf(claim.at);
    yield { type: "claimed", ...claim };
    claim = null;
    last = null;
  };

  for (const message of messages) {
    if (claim !== null && claim.at <= message.sentAt) yield* claimEntry();
    yield* dayOf(message.sentAt);
    yield { type: "message", message, first: last === null || !continues(last, message) };
    last = message;
  }
  yield* claimEntry();
}

function continues(last: Message, next: Message): boolean {
  return last.author.id === next.author.id && last.kind === next.kind && next.sentAt - last.sentAt <= LONGEST_PAUSE;
}
