// How fast deliveries may begin, so that Discord's limits are used and hardly ever met: 50 requests a second in all, five
// messages in five seconds and four reactions a second in a channel (Discord: topics/rate-limits; the numbers of a
// channel are observed ones). The Worker makes the requests and says how many an event took; Discord's own answers
// stay the truth, and what meets a limit all the same waits as Discord says. Holds no timers.

/** In any second at most these together. The rest is for what the Worker does for interactions and by its schedule. */
const REQUESTS_A_SECOND = 38;
const REQUESTS_AT_ONCE = 6;
const MESSAGES = 5;
const MESSAGES_WINDOW_MS = 5000;
/** After one delivery of a channel ended: its check mark must be a quarter of a second before the next one's. */
const GAP_MS = 260;
/** What an event costs before one of its kind was seen: the copy and the check mark. */
const FIRST_GUESS = 2;
/** How much the newest cost moves the guess. */
const LEARNING = 0.1;
/** Channels remembered before those that are free again are forgotten. */
const REMEMBERED_CHANNELS = 1000;

interface Channel {
  /** When the latest messages into it were done, or began while they are under way; oldest first, at most five. */
  messages: number[];
  endedAt: number;
}

/** A reaction takes none of the room that messages have. */
const sendsMessage = (kind: string): boolean => !kind.startsWith("MESSAGE_REACTION");

/** What deliveries ask before they begin, and tell. */
export type Pacing = Pick<Pace, "untilRoom" | "untilTurn" | "begin" | "end" | "spend" | "close">;

export class Pace {
  readonly #now: () => number;
  readonly #channels = new Map<string, Channel>();
  readonly #guesses = new Map<string, number>();
  #room = REQUESTS_AT_ONCE;
  #roomAt: number;
  #closedUntil = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#roomAt = now();
  }

  /** Milliseconds until Discord has room for another delivery, whichever; 0: now. */
  untilRoom(): number {
    const now = this.#now();
    this.#refill(now);
    const empty = this.#room > 0 ? 0 : ((1 - this.#room) / REQUESTS_A_SECOND) * 1000;
    return Math.max(empty, this.#closedUntil - now, 0);
  }

  /** Milliseconds until this channel has room for another; 0: now. */
  untilTurn(channelId: string): number {
    const channel = this.#channels.get(channelId);
    if (channel === undefined) return 0;
    const now = this.#now();
    const [oldest] = channel.messages;
    const full = channel.messages.length < MESSAGES || oldest === undefined ? 0 : oldest + MESSAGES_WINDOW_MS - now;
    return Math.max(full, channel.endedAt + GAP_MS - now, 0);
  }

  /** A delivery begins. `kind`: of events that cost about the same. */
  begin(channelId: string, kind: string): void {
    const now = this.#now();
    this.spend(this.#guesses.get(kind) ?? FIRST_GUESS);
    const channel = this.#channels.get(channelId) ?? { messages: [], endedAt: 0 };
    if (sendsMessage(kind)) channel.messages = [...channel.messages, now].slice(-MESSAGES);
    this.#channels.set(channelId, channel);
    if (this.#channels.size > REMEMBERED_CHANNELS) this.#forget(now);
  }

  /** It ended; `requests` is what the Worker says that it took, null when nobody knows. */
  end(channelId: string, kind: string, requests: number | null): void {
    if (requests !== null) {
      const guess = this.#guesses.get(kind) ?? FIRST_GUESS;
      this.spend(requests - guess);
      this.#guesses.set(kind, guess + (requests - guess) * LEARNING);
    }
    const channel = this.#channels.get(channelId);
    if (sendsMessage(kind)) channel?.messages.pop();
    if (channel === undefined || requests === 0) return;
    if (!sendsMessage(kind)) {
      channel.endedAt = this.#now();
      return;
    }
    // A message is a copy and its mark. What took more put more into the channel: a header, what had waited.
    const messages = Math.ceil((requests ?? FIRST_GUESS) / 2);
    channel.endedAt = this.#now();
    channel.messages.push(...Array<number>(messages).fill(channel.endedAt));
    channel.messages = channel.messages.slice(-MESSAGES);
  }

  /** Requests that others make with the same token. */
  spend(requests: number): void {
    this.#refill(this.#now());
    this.#room = Math.min(REQUESTS_AT_ONCE, this.#room - requests);
  }

  /** Discord takes nothing from anybody for so long. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#now() + milliseconds);
  }

  /** Channels that it keeps in mind. */
  get remembered(): number {
    return this.#channels.size;
  }

  #refill(now: number): void {
    this.#room = Math.min(REQUESTS_AT_ONCE, this.#room + ((now - this.#roomAt) / 1000) * REQUESTS_A_SECOND);
    this.#roomAt = now;
  }

  #forget(now: number): void {
    for (const [id, { messages, endedAt }] of this.#channels) {
      if (Math.max(messages.at(-1) ?? 0, endedAt) + MESSAGES_WINDOW_MS < now) this.#channels.delete(id);
    }
  }
}
