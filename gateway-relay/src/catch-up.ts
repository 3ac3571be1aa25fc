// What was missed while no gateway session was there, read over REST: channel by channel, as the Worker listed them, and
// spooled as if the gateway had dispatched it. Where that stands survives a crash in gap-spool.ts.

import { setTimeout as sleep } from "node:timers/promises";
import {
  type APIMessage,
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatch,
  type GatewayMessageCreateDispatchData,
  GatewayOpcodes,
} from "discord-api-types/v10";
import type { KnownChannel } from "../protocol/events.ts";
import type { ReadDiscord } from "./discord-reader.ts";
import type { GapSpool, MissedChannel } from "./gap-spool.ts";
import type { Log } from "./log.ts";
import { retryDelay } from "./retry-delay.ts";
import { type SelectedEvent, selectEvent } from "./select-event.ts";

/** As many as Discord gives at once. */
const PAGE = 100;
const UNKNOWN_CHANNEL = 10_003;

export interface CatchUpOptions {
  gaps: GapSpool;
  read: ReadDiscord;
  log: Log;
  /** Something of this channel may be deliverable now. */
  onSpooled: (channelId: string) => void;
  /** Called when the spool can't be used any more; nothing is read after that. */
  onBroken: (error: unknown) => void;
  delay?: (failures: number, retryAfterMs: number | null) => number;
}

export interface CatchUpStatus {
  /** asking: dispatches were missed and the Worker hasn't said yet where to look. */
  state: "complete" | "asking" | "reading";
  channelsLeft: number;
  /** Since the process began. */
  channelsRead: number;
  messagesFound: number;
  failedReads: number;
}

/** Discord didn't answer as it should; the page is read again later. */
class ReadLater extends Error {
  readonly retryAfterMs: number | null;

  constructor(reason: string, retryAfterMs: number | null) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}

export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #abort = new AbortController();
  #run: Promise<void> | null = null;
  #channelsRead = 0;
  #messagesFound = 0;
  #failedReads = 0;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** The Worker's answer to a RELAY_READY that asked where to look; undefined from a Worker that doesn't know of this. */
  take(known: readonly KnownChannel[] | undefined): void {
    const { gaps, log } = this.#options;
    if (known === undefined) {
      gaps.letGo();
      log.warn(
        "the Worker doesn't say which channels it knows: messages that were missed can't be looked for; update it",
      );
      return;
    }
    gaps.take(known);
    this.resume();
  }

  /** Reads on where it stands; does nothing when nothing was missed or it is being read already. */
  resume(): void {
    const { gaps, log, onBroken } = this.#options;
    if (this.#abort.signal.aborted || this.#run !== null || gaps.next() === null) return;
    log.info("looking for messages that were missed", { channels: gaps.counts().channels });
    this.#run = this.#readAll().catch(onBroken);
  }

  status(): CatchUpStatus {
    const { asking, channels } = this.#options.gaps.counts();
    return {
      state: asking ? "asking" : channels > 0 ? "reading" : "complete",
      channelsLeft: channels,
      channelsRead: this.#channelsRead,
      messagesFound: this.#messagesFound,
      failedReads: this.#failedReads,
    };
  }

  /** Ends at once; the next start reads on. Nothing touches the spool after this. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#run;
  }

  async #readAll(): Promise<void> {
    const { gaps, log } = this.#options;
    const delay = this.#options.delay ?? ((failures, after) => retryDelay(failures, after, Math.random()));
    const { signal } = this.#abort;
    const roles: RolesByMember = new Map();
    let failures = 0;
    try {
      for (let channel = gaps.next(); channel !== null; channel = gaps.next()) {
        try {
          await this.#readPage(channel, roles);
          failures = 0;
        } catch (error) {
          if (!(error instanceof ReadLater)) throw error;
          failures += 1;
          this.#failedReads += 1;
          // Other channels may do better: this one's turn comes after theirs.
          gaps.putOff(channel.channelId);
          const again_in_ms = Math.round(delay(failures, error.retryAfterMs));
          log.warn("reading what was missed failed and will be tried again", { reason: error.message, again_in_ms });
          await sleep(again_in_ms, undefined, { signal });
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.#run = null;
    log.info("what was missed is complete", { channels: this.#channelsRead, messages: this.#messagesFound });
  }

  async #readPage({ channelId, guildId, after }: MissedChannel, roles: RolesByMember): Promise<void> {
    const { gaps } = this.#options;
    const page = await this.#options.read(
      `/channels/${channelId}/messages?after=${after}&limit=${PAGE}`,
      this.#abort.signal,
    );
    switch (page.result) {
      case "later":
        throw new ReadLater(page.reason, page.retryAfterMs);
      case "refused":
        this.#options.log.error("a channel can't be read", { channel: channelId, reason: page.reason });
        return this.#finish(channelId, []);
      case "closed":
        return this.#finish(channelId, page.code === UNKNOWN_CHANNEL ? deletionOf(channelId, guildId) : []);
    }
    if (!Array.isArray(page.json)) throw new ReadLater("the answer isn't a list of messages", null);
    const messages = (page.json as APIMessage[]).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const events: SelectedEvent[] = [];
    for (const message of messages) {
      const dispatch = asDispatched(message, guildId);
      const event = selectEvent(dispatch);
      if (event === null) continue;
      if (guildId !== null)
        Object.assign(dispatch.d, { member: { roles: await this.#rolesOf(guildId, message.author.id, roles) } });
      events.push(event);
    }
    this.#messagesFound += events.length;
    const last = messages.at(-1);
    if (messages.length < PAGE || last === undefined) this.#finish(channelId, events);
    else gaps.record(channelId, events, last.id);
  }

  #finish(channelId: string, events: SelectedEvent[]): void {
    this.#options.gaps.record(channelId, events, null);
    this.#channelsRead += 1;
    this.#options.onSpooled(channelId);
  }

  /** None when the author isn't in the server any more: what they wrote is kept, and they have no rights. */
  async #rolesOf(guildId: string, userId: string, known: RolesByMember): Promise<readonly string[]> {
    const key = `${guildId}/${userId}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const member = await this.#options.read(`/guilds/${guildId}/members/${userId}`, this.#abort.signal);
    if (member.result === "later") throw new ReadLater(member.reason, member.retryAfterMs);
    const roles = member.result === "read" ? ((member.json as { roles?: string[] } | null)?.roles ?? []) : [];
    known.set(key, roles);
    return roles;
  }
}

type RolesByMember = Map<string, readonly string[]>;

/** REST leaves out the server of a message, and its author as a member. */
function asDispatched(message: APIMessage, guildId: string | null): GatewayMessageCreateDispatch {
  const d = (guildId === null ? { ...message } : { ...message, guild_id: guildId }) as GatewayMessageCreateDispatchData;
  return { op: GatewayOpcodes.Dispatch, s: 0, t: GatewayDispatchEvents.MessageCreate, d };
}

/** A thread's channel that is gone was deleted meanwhile. */
function deletionOf(channelId: string, guildId: string | null): SelectedEvent[] {
  if (guildId === null) return [];
  const d = { id: channelId, guild_id: guildId } as GatewayChannelDeleteDispatchData;
  const deletion = selectEvent({ op: GatewayOpcodes.Dispatch, s: 0, t: GatewayDispatchEvents.ChannelDelete, d });
  return deletion === null ? [] : [deletion];
}
