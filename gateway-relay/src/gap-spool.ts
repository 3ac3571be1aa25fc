// What the relay must not forget while it catches up: that dispatches were missed, which channels are still to be looked
// through, and that their events wait meanwhile. Part of spool.ts; what is fetched and when is decided in catch-up.ts.

import type { DatabaseSync } from "node:sqlite";
import type { KnownChannel } from "../protocol/events.ts";
import type { SelectedEvent } from "./select-event.ts";
import { laterOf, snowflakeAt } from "./snowflake.ts";
import { LAST_PLACE, prepareGapStatements } from "./spool-statements.ts";
import { Unlisted } from "./unlisted.ts";

/** Events that wait behind a gap go out after this at the latest, even if that puts them before what was missed. */
const HOLD_MS = 15 * 60_000;

/** How far Discord's dispatches may come behind the times in their ids; what lies in it is fetched twice. */
const SLACK_MS = 2 * 60_000;

export interface MissedChannel {
  channelId: string;
  guildId: string | null;
  /** Everything up to this message is in the spool or was delivered. */
  after: string;
  /** The newest message that was written for sure; what comes of it is missing when it isn't there. */
  upTo: string;
  /** Of an open thread: deletions, and edits since then (milliseconds), are looked for, too. */
  open: { userId: string; editedSince: number } | null;
}

interface Place {
  channelId: string;
  guildId: string | null;
  /** Whose thread, or whose direct messages. */
  userId: string;
}

export interface GapSpoolOptions {
  db: DatabaseSync;
  now: () => number;
  atomically: (change: () => void) => void;
  /** Spools an event within the running transaction, unless it is there, was delivered or was refused already. */
  add: (event: SelectedEvent) => void;
}

export class GapSpool {
  readonly #options: GapSpoolOptions;
  readonly #sql: ReturnType<typeof prepareGapStatements>;
  readonly #unlisted: Unlisted;

  constructor(options: GapSpoolOptions) {
    this.#options = options;
    this.#sql = prepareGapStatements(options.db);
    this.#unlisted = new Unlisted(options.db, options.now);
  }

  /** A session was lost; nothing is held back before there is a new one. To be called within a transaction. */
  note(shardId: number): void {
    const gap = this.#gap();
    this.#sql.saveGap.run(this.#since(shardId), gap?.holdUntil ?? 0);
  }

  /** A new session begins: from here on events wait for what was missed. To be called within a transaction. */
  open(shardId: number): void {
    const since = this.#since(shardId);
    this.#unlisted.begin(since > 0 ? since - SLACK_MS : null);
    this.#sql.ageChannels.run();
    this.#sql.saveGap.run(since, this.#options.now() + HOLD_MS);
  }

  /**
   * Discord tells of a thread's channel, or of somebody who writes in direct messages (`guildId` null): is it unknown
   * whether something was missed there, it is to be looked through. A channel that isn't known for one of a thread must be
   * younger than the gap. To be called within a transaction; true when there is something to look through.
   */
  takeUnlisted({ channelId, guildId, userId }: Place, isKnown: boolean): boolean {
    const since = this.#unlisted.since();
    if (since === null) return false;
    const gap = snowflakeAt(since);
    const isYounger = guildId !== null && BigInt(channelId) >= gap;
    if (!(isKnown || isYounger) || !this.#unlisted.isNew(channelId)) return false;
    const after = isYounger ? channelId : String(gap);
    const holdUntil = this.#options.now() + HOLD_MS;
    this.#sql.addChannel.run(channelId, guildId, after, userId, since, LAST_PLACE, holdUntil);
    return true;
  }

  /** Everything of this channel was received. To be called within a transaction. */
  skip(channelId: string): void {
    this.#unlisted.skip(channelId);
  }

  /** Whether the Worker must be asked where to look. */
  isOpen(): boolean {
    return this.#gap() !== null;
  }

  /**
   * Takes over the Worker's list, whose order is kept to. Direct messages with events that wait are looked through, too;
   * all other channels' events are free to go.
   */
  take(known: readonly KnownChannel[]): void {
    this.#options.atomically(() => {
      const gap = this.#gap();
      if (gap === null) return;
      const receivedAt = gap.since - SLACK_MS;
      const received = String(snowflakeAt(receivedAt));
      const mayHaveBeenOvertaken = gap.holdUntil === 0 && received !== "0";
      const holdUntil = this.#options.now() + HOLD_MS;
      for (const [place, { channel_id, guild_id, last_message_id, user_id, open }] of known.entries()) {
        // What the Worker has last says nothing about what is missing before it once events didn't wait.
        const after = mayHaveBeenOvertaken ? received : laterOf(received, last_message_id);
        const editedSince = open === true && user_id !== undefined ? receivedAt : null;
        this.#sql.addChannel.run(channel_id, guild_id, after, user_id ?? null, editedSince, place, holdUntil);
        this.#unlisted.skip(channel_id);
      }
      this.#sql.closeGap.run();
      for (const { channelId, userId } of this.#unlisted.directMessagesWaiting()) {
        this.takeUnlisted({ channelId, guildId: null, userId }, true);
      }
    });
  }

  /** Lets events go although what was missed isn't known: the Worker can't tell where to look. The gap stays. */
  letGo(): void {
    this.#letGoUntil(Number.MAX_SAFE_INTEGER);
  }

  /** Lets events go that have waited for as long as they may; true when there were any. */
  letOverdueGo(): boolean {
    return this.#letGoUntil(this.#options.now());
  }

  holdsBack(channelId: string): boolean {
    return this.#sql.isHeldBack.get(channelId) !== undefined;
  }

  /**
   * First those that haven't failed, of these first those with events that wait, of these in the Worker's order. null also
   * before there is its list, which knows better what is missing.
   */
  next(): MissedChannel | null {
    if (this.isOpen()) return null;
    const row = this.#sql.nextChannel.get();
    if (row === undefined) return null;
    const after = String(row.after);
    return {
      channelId: String(row.channel_id),
      guildId: row.guild_id === null ? null : String(row.guild_id),
      after,
      upTo: laterOf(after, String(row.spooled ?? 0)),
      open: row.edited_since === null ? null : { userId: String(row.user_id), editedSince: Number(row.edited_since) },
    };
  }

  /** Spools what a page held, with the place up to which the channel is read; null when that is all of it. */
  record(channelId: string, events: readonly SelectedEvent[], after: string | null): void {
    this.#options.atomically(() => {
      for (const event of events) this.#options.add(event);
      if (after !== null) {
        this.#sql.moveOn.run(after, channelId);
        return;
      }
      this.#sort(channelId);
      this.#sql.finish.run(channelId);
    });
  }

  putOff(channelId: string): void {
    this.#sql.putOff.run(channelId);
  }

  counts(): { asking: boolean; channels: number } {
    const row = this.#sql.counts.get();
    return { asking: Number(row?.gaps ?? 0) > 0, channels: Number(row?.channels ?? 0) };
  }

  /** Whatever was to wait until this time (milliseconds) or less. */
  #letGoUntil(time: number): boolean {
    const changed = Number(this.#sql.letGapGo.run(time).changes) + Number(this.#sql.letChannelsGo.run(time).changes);
    return changed > 0;
  }

  /** What was missed came later than what has waited for it: puts the channel's events in the order of their messages. */
  #sort(channelId: string): void {
    const rows = this.#sql.idsOf.all(channelId).map((row) => ({ id: String(row.id), position: Number(row.position) }));
    const sorted = inOrderOfMessages(rows.map((row) => row.id));
    if (rows.every((row, at) => row.id === sorted[at])) return;
    this.#sql.makeRoom.run(channelId);
    for (const [at, { position }] of rows.entries()) this.#sql.place.run(position, sorted[at] ?? "");
  }

  #gap(): { since: number; holdUntil: number } | null {
    const row = this.#sql.gap.get();
    return row === undefined ? null : { since: Number(row.since), holdUntil: Number(row.hold_until) };
  }

  /** When the last dispatch that surely was received came; 0 when one of the lost sessions can't tell. */
  #since(shardId: number): number {
    const seenAt = this.#sql.seenAt.get(shardId)?.seen_at;
    const times = [this.#gap()?.since, seenAt].flatMap((time) => (time === undefined ? [] : [Number(time)]));
    return times.length === 0 ? 0 : Math.min(...times);
  }
}

/** By the message that an event's id names; several events of one message as they came, a deletion of the channel last. */
function inOrderOfMessages(ids: readonly string[]): string[] {
  const key = (id: string): bigint | null => {
    if (id.startsWith("channel-delete:")) return null;
    return BigInt(id.match(/\d{17,20}/)?.[0] ?? 0);
  };
  return ids
    .map((id, at) => ({ id, at, key: key(id) }))
    .sort((a, b) => {
      if (a.key === b.key) return a.at - b.at;
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
      return a.key < b.key ? -1 : 1;
    })
    .map(({ id }) => id);
}
