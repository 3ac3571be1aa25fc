// Gateway → spool: what happens with each dispatch before anything else does.

import { randomUUID } from "node:crypto";
import { GatewayDispatchEvents, type GatewayDispatchPayload } from "discord-api-types/v10";
import type { RelayEvent } from "../protocol/events.ts";
import { describeError, type Log } from "./log.ts";
import { selectEvent, threadChannelNews } from "./select-event.ts";
import { READY_LANE, readsContent, type Spool, type StoredSession } from "./spool.ts";

export interface IntakeOptions {
  spool: Spool;
  log: Log;
  /** Something may be waiting for this channel now. */
  onSpooled: (channelId: string) => void;
  /** There is a place to be looked through for what was missed. */
  onMissed: () => void;
}

export class Intake {
  readonly #options: IntakeOptions;
  /** Positions of sessions that moved on without an event worth a write of its own. */
  readonly #unsaved = new Map<number, StoredSession>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Throws when the spool can't be written; the dispatch then counts as never received. */
  take(dispatch: GatewayDispatchPayload, session: StoredSession | null): void {
    if (dispatch.t === GatewayDispatchEvents.Ready && session !== null) {
      this.#options.spool.beginSession(session);
      this.#unsaved.delete(session.shardId);
      return;
    }
    const event = this.#read(dispatch, (read) => selectEvent(read, session?.botUserId ?? null));
    const news = this.#read(dispatch, threadChannelNews);
    if (event === null && news === null) {
      if (session !== null) this.#unsaved.set(session.shardId, session);
      return;
    }
    const isToBeRead = this.#options.spool.record({ session, event, news });
    if (session !== null) this.#unsaved.delete(session.shardId);
    if (event !== null) this.#options.onSpooled(event.channelId);
    for (const { channelId } of news?.seen ?? []) this.#options.onSpooled(channelId);
    if (isToBeRead) this.#options.onMissed();
  }

  announce(session: StoredSession): void {
    const event: RelayEvent = {
      type: "RELAY_READY",
      data: {
        bot_user_id: session.botUserId,
        message_content: readsContent(session),
        ...(this.#options.spool.gaps.isOpen() ? { missed: true } : {}),
      },
    };
    this.#options.spool.addReady(`relay-ready:${randomUUID()}`, event);
    this.#options.onSpooled(READY_LANE);
  }

  forget(shardId: number): void {
    this.#unsaved.delete(shardId);
    this.#options.spool.forgetSession(shardId);
  }

  /** Writes positions that aren't in the spool yet. Losing them costs a longer replay, nothing else. */
  savePositions(): void {
    if (this.#unsaved.size === 0) return;
    this.#options.spool.saveSessions(this.#unsaved.values());
    this.#unsaved.clear();
  }

  /** A dispatch of a shape that nobody foresaw must not stop those behind it, or be replayed for ever. */
  #read<T>(dispatch: GatewayDispatchPayload, reader: (dispatch: GatewayDispatchPayload) => T | null): T | null {
    try {
      return reader(dispatch);
    } catch (error) {
      this.#options.log.error("a dispatch couldn't be read and was skipped", {
        type: dispatch.t,
        sequence: dispatch.s,
        reason: describeError(error),
      });
      return null;
    }
  }
}
