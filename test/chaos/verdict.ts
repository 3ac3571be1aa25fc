// What a run is judged by: the faults that must not be, and the evidence they are found in.

import type { SeenMessage } from "../fake-discord/api.ts";
import type { Cast } from "./cast.ts";
import { copiedText, type Journal, saidFirst } from "./journal.ts";
import type { Product } from "./product.ts";
import type { SupervisedRelay } from "./relay-process.ts";

export const FAULTS = [
  "lost",
  "doubled",
  "strayed",
  "out of order",
  "marked but not delivered",
  "delivered but not marked",
  "edits lost",
  "deletions lost",
  "threads a user and server > 1",
  "orphan channels",
  "stuck threads",
  "stuck messages",
  "log entries lost or doubled",
  "closing notices lost or doubled",
  "transcripts missing",
  "dead letters",
  "unexpected ends of the relay",
] as const;
export type FaultName = (typeof FAULTS)[number];
export type Report = (name: FaultName, detail: string) => void;

export interface Evidence {
  cast: Cast;
  journal: Journal;
  /** Every row of D1. */
  threads: readonly ThreadRow[];
  messages: readonly MessageRow[];
  /** What each user's DM shows in the end, by user id. */
  dms: ReadonlyMap<string, readonly SeenMessage[]>;
  /** The bot's copies by their text: in threads' channels (by channel) and in DMs (by user). */
  inThreads: ReadonlyMap<string, readonly Copy[]>;
  inDms: ReadonlyMap<string, readonly Copy[]>;
  /** Keys in R2. */
  transcripts: ReadonlySet<string>;
  /** BadNetwork.settled */
  settled: ReadonlyMap<string, number>;
  gaps: SupervisedRelay["gaps"];
  deadLetters: number;
  deaths: number;
}

export interface ThreadRow {
  id: string;
  guild_id: string;
  number: number;
  user_id: string;
  channel_id: string | null;
  state: string;
  log_state: string | null;
  closing_at: number | null;
}

interface MessageRow {
  id: string;
  kind: string;
  state: string;
  thread_id: string | null;
  problem: string | null;
}

export interface Copy {
  id: string;
  place: string;
  /** What it shows now. */
  text: string;
  /** Says that its source was deleted. */
  saysDeleted: boolean;
}

/** To be called when everything is quiet. */
export async function gatherEvidence(product: Product, cast: Cast, journal: Journal): Promise<Evidence> {
  const { db, bucket } = product.worker();
  const [threads, messages] = await Promise.all([
    db.prepare("SELECT * FROM threads").all<ThreadRow>(),
    db
      .prepare("SELECT id, kind, state, thread_id, problem, sent_at, delivered_at, copy_id FROM messages")
      .all<MessageRow>(),
  ]);
  const transcripts = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list({ prefix: "transcripts/", ...(cursor === undefined ? {} : { cursor }) });
    for (const { key } of page.objects) transcripts.add(key);
    if (!page.truncated) break;
    cursor = page.cursor;
  }
  const dms = new Map(cast.users.map(({ person }) => [person.id, person.messages("dm")]));
  return {
    cast,
    journal,
    threads: threads.results,
    messages: messages.results,
    dms,
    inThreads: copiesIn([...journal.channels].map(([id, channel]) => [id, channel.messages.values()])),
    inDms: copiesIn(dms),
    transcripts,
    settled: product.network.settled,
    gaps: product.relay.gaps,
    deadLetters: (await product.relay.health())?.dead_letters ?? 0,
    deaths: product.relay.counts.deaths,
  };
}

function copiesIn(places: Iterable<readonly [string, Iterable<SeenMessage>]>): Map<string, Copy[]> {
  const found = new Map<string, Copy[]>();
  for (const [place, messages] of places) {
    for (const message of messages) {
      const text = copiedText(message);
      // The answer to /reply repeats the text among staff.
      if (text === null || message.author.bot !== true || "interaction_metadata" in message) continue;
      const saysDeleted = message.embeds.some(({ description }) => description?.startsWith("Deleted") === true);
      const first = saidFirst(text);
      found.set(first, [...(found.get(first) ?? []), { id: message.id, place, text, saysDeleted }]);
    }
  }
  return found;
}
