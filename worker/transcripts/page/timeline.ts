// The order of things on the page: days, runs of messages by one author, and the moment of the claim. Pure.

import type { Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import { day } from "./times.ts";

export type Entry =
  | { type: "day"; text: string }
  | { type: "claimed"; by: string; at: number }
  /** `first`: begins a run, so it carries the author's name. */
  | { type: "message"; message: Message; first: boolean };

/** Messages may come in several pieces, and keep the order in which they are given. */
export interface Timeline {
  entries(messages: readonly Message[]): Generator<Entry>;
  /** What comes after the last message. */
  end(): Generator<Entry>;
}

const LONGEST_PAUSE = 7 * 60_000;

export function startTimeline(thread: Pick<Thread, "claimedBy" | "claimedAt">): Timeline {
  let lastDay = "";
  let last: Message | null = null;
  let claim =
    thread.claimedBy !== null && thread.claimedAt !== null ? { by: thread.claimedBy, at: thread.claimedAt } : null;

  function* dayOf(time: number): Generator<Entry> {
    if (day(time) === lastDay) return;
    lastDay = day(time);
    last = null;
    yield { type: "day", text: lastDay };
  }
  function* claimEntry(): Generator<Entry> {
    if (claim === null) return;
    yield* dayOf(claim.at);
    yield { type: "claimed", ...claim };
    claim = null;
    last = null;
  }
  function* entries(messages: readonly Message[]): Generator<Entry> {
    for (const message of messages) {
      if (claim !== null && claim.at <= message.sentAt) yield* claimEntry();
      yield* dayOf(message.sentAt);
      yield { type: "message", message, first: last === null || !continues(last, message) };
      last = message;
    }
  }
  return { entries, end: claimEntry };
}

export function* timeline(thread: Thread, messages: readonly Message[]): Generator<Entry> {
  const line = startTimeline(thread);
  yield* line.entries(messages);
  yield* line.end();
}

function continues(last: Message, next: Message): boolean {
  return last.author.id === next.author.id && last.kind === next.kind && next.sentAt - last.sentAt <= LONGEST_PAUSE;
}
