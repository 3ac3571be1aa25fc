// Who is typing, told to the Worker at once or not at all: past the spool, never twice, seldom. It must cost messages
// nothing, neither time nor a place in their line.

import { GatewayDispatchEvents, type GatewayDispatchPayload } from "discord-api-types/v10";
import type { RelayEvent, Typing as TypingData } from "../protocol/events.ts";
import type { Pace } from "./pace.ts";
import type { PostEvent } from "./post-event.ts";

export interface TypingOptions {
  post: PostEvent;
  isThreadChannel: (channelId: string) => boolean;
  /** Discord's limit for all requests: when there is no room, messages have it. */
  pace: Pick<Pace, "untilRoom" | "spend">;
  now?: () => number;
}

/** Discord shows typing for ten seconds and says it again while it goes on. */
const AGAIN_AFTER_MS = 8000;
/** Replayed, or held up on the way: they have stopped typing or sent it by now. */
const TOO_OLD_MS = 5000;
const AT_ONCE = 4;
/** When this many are remembered, those whose time is over are forgotten. */
const REMEMBERED = 1000;

export class TypingTeller {
  readonly #options: TypingOptions;
  readonly #now: () => number;
  /** Until when nothing more is told: by channel, after something was, and by channel and person, whom the Worker can do without. */
  readonly #quietUntil = new Map<string, number>();
  readonly #abort = new AbortController();
  #underWay = 0;

  constructor(options: TypingOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Tells it unless there is a reason not to; settles when the Worker has answered. */
  async take(dispatch: GatewayDispatchPayload, botUserId: string | null): Promise<void> {
    if (dispatch.t !== GatewayDispatchEvents.TypingStart || botUserId === null) return;
    const { user_id, channel_id, guild_id, member, timestamp } = dispatch.d;
    if (user_id === botUserId || member?.user.bot === true) return;
    if (guild_id && !this.#options.isThreadChannel(channel_id)) return;
    const person = `${channel_id} ${user_id}`;
    const now = this.#now();
    if (now - timestamp * 1000 > TOO_OLD_MS || this.#underWay >= AT_ONCE) return;
    if (this.#options.pace.untilRoom() > 0) return;
    if (this.#isQuiet(channel_id, now) || this.#isQuiet(person, now)) return;
    this.#hush(channel_id, now + AGAIN_AFTER_MS);
    const data = {
      channel_id,
      user_id,
      ...(guild_id ? { guild_id } : {}),
      ...(member ? { member: { roles: member.roles } } : {}),
    };
    const quietSeconds = await this.#tell(data, timestamp);
    if (quietSeconds === null) return;
    // Nothing was shown: somebody else's typing there may still be.
    this.#quietUntil.delete(channel_id);
    this.#hush(person, now + quietSeconds * 1000);
  }

  stop(): void {
    this.#abort.abort();
  }

  /** For how long the Worker doesn't want to hear of this person there; null: it showed them typing, or can't be asked. */
  async #tell(data: TypingData, timestamp: number): Promise<number | null> {
    const event: RelayEvent = { type: "TYPING_START", data };
    const { channel_id: channelId, user_id } = data;
    const id = `typing:${channelId}:${user_id}:${timestamp}`;
    this.#underWay += 1;
    const sent = { id, channelId, type: event.type, body: JSON.stringify(event) };
    const attempt = await this.#options.post(sent, this.#abort.signal);
    this.#underWay -= 1;
    this.#options.pace.spend(attempt.answer?.discord_requests ?? 1);
    const quiet = attempt.result === "done" ? attempt.answer?.quiet_seconds : undefined;
    return typeof quiet === "number" && quiet > 0 ? quiet : null;
  }

  #isQuiet(key: string, now: number): boolean {
    return (this.#quietUntil.get(key) ?? 0) > now;
  }

  #hush(key: string, until: number): void {
    this.#quietUntil.set(key, until);
    if (this.#quietUntil.size <= REMEMBERED) return;
    const now = this.#now();
    for (const [other, time] of this.#quietUntil) if (time <= now) this.#quietUntil.delete(other);
  }
}
