// The connection to Discord's gateway: which intents, what to do when Discord says no, which session each dispatch belongs
// to. What a dispatch means is decided in intake.ts; when a session may be given up, in gateway-sessions.ts.

import { setTimeout as sleep } from "node:timers/promises";
import type { WebSocketManager } from "@discordjs/ws";
import {
  type APIApplication,
  ApplicationFlags,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
} from "discord-api-types/v10";
import { NoAnswer, type ReadDiscord } from "./discord-reader.ts";
import { createGatewayManager } from "./gateway-manager.ts";
import { fatalClose, TOKEN_REFUSED } from "./gateway-refusals.ts";
import { GatewaySessions } from "./gateway-sessions.ts";
import { IdentifyPace } from "./identify-pace.ts";
import { describeError, type Log } from "./log.ts";
import { retryDelay } from "./retry-delay.ts";
import { readsContent, type StoredSession } from "./spool.ts";

/** None of these needs Discord's approval (Discord: events/gateway#privileged-intents). */
const INTENTS =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.GuildMessageTyping |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.DirectMessageReactions |
  GatewayIntentBits.DirectMessageTyping;

const NEVER = new AbortController().signal;

/** A session at work begins with one of these. */
const BEGINNINGS: ReadonlySet<string> = new Set([GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);

export interface GatewayOptions {
  token: string;
  read: ReadDiscord;
  log: Log;
  /** Sessions to resume. */
  stored: readonly StoredSession[];
  /** Must have stored what it needs when it returns; when it throws, the gateway stops and reports `onFatal`. */
  onDispatch: (dispatch: GatewayDispatchPayload, session: StoredSession | null) => void;
  /** After each identify, and after the first resume of this process. */
  onReady: (session: StoredSession) => void;
  onSessionLost: (shardId: number) => void;
  /** Nothing comes any more; the reason is a sentence for the person who runs the relay. */
  onFatal: (reason: string) => void;
}

export interface GatewayStatus {
  state: "connecting" | "connected" | "closed" | "failed";
  /** Milliseconds since 1970. */
  since: number;
  /** Null until known. */
  messageContent: boolean | null;
}

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #sessions: GatewaySessions;
  readonly #pace: IdentifyPace;
  /** What can't be asked of the library: how each shard's session was begun, and when it last was up to date. */
  readonly #begun = new Map<number, Pick<StoredSession, "botUserId" | "intents" | "seenAt">>();
  /** Shards with a session at work; shards whose session the Worker was told of. */
  readonly #connected = new Set<number>();
  readonly #announced = new Set<number>();
  /** Events of any other manager are those of one that was given up. */
  #manager: WebSocketManager | null = null;
  #wantsContent = false;
  #status: GatewayStatus = { state: "connecting", since: Date.now(), messageContent: null };

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#sessions = new GatewaySessions({ stored: options.stored, onLost: options.onSessionLost });
    for (const { shardId, botUserId, intents, seenAt } of options.stored) {
      this.#begun.set(shardId, { botUserId, intents, seenAt });
    }
    this.#pace = new IdentifyPace(async () => {
      if (this.#manager === null) throw new Error("not connected");
      return this.#manager.fetchGatewayInformation(true);
    }, options.log);
  }

  /** Connects and stays connected; returns when the first connection is under way or nothing can be done. */
  async open(): Promise<void> {
    const application = await this.#untilAnswered("the application", () => this.#get("/applications/@me"));
    if (application === null) return;
    const flags = (application as APIApplication).flags ?? 0;
    const granted = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    this.#wantsContent = (flags & granted) !== 0;
    if (!this.#wantsContent) this.#sayNoContent("the application doesn't have the Message Content intent");
    await this.#connect();
  }

  status(): GatewayStatus {
    return this.#status;
  }

  /** Cuts the connection so that Discord keeps the session for the next start. No dispatch comes after this is called. */
  async close(): Promise<void> {
    const manager = this.#manager;
    if (this.#status.state !== "failed") this.#setState("closed");
    this.#manager = null;
    // A peer that is gone may let the closing handshake wait for half a minute.
    if (manager !== null) await Promise.race([manager.destroy({ code: 4200 }), sleep(1000, undefined, { ref: false })]);
  }

  async #connect(): Promise<void> {
    const information = await this.#untilAnswered("the gateway", async () => {
      this.#sessions.renew();
      this.#manager = this.#newManager();
      return this.#manager.fetchGatewayInformation();
    });
    const manager = this.#manager;
    if (information === null || manager === null) return;
    this.#sessions.gatewayUrl = information.url;
    manager.connect().catch(async (error: unknown) => {
      // Fatal closes reject this too, but were dealt with when they came.
      if (this.#manager !== manager) return;
      this.#options.log.warn("connecting to the gateway failed", { reason: describeError(error) });
      // Not at once: what it says (no session left for today, for example) is likely to last.
      await sleep(retryDelay(6, null, Math.random()), undefined, { ref: false });
      if (this.#manager === manager) await this.#restart();
    });
  }

  #intents(): number {
    return this.#wantsContent ? INTENTS | GatewayIntentBits.MessageContent : INTENTS;
  }

  #newManager(): WebSocketManager {
    return createGatewayManager({
      token: this.#options.token,
      get: this.#get.bind(this),
      intents: this.#intents(),
      pace: this.#pace,
      sessions: this.#sessions,
      isCurrent: (manager) => this.#manager === manager,
      onDispatch: this.#onDispatch.bind(this),
      onClosed: this.#onClosed.bind(this),
      onSocketError: (error, shardId) => {
        this.#sessions.sawSocketError(shardId);
        this.#options.log.warn("the gateway connection broke", { shard: shardId, reason: describeError(error) });
      },
    });
  }

  #onDispatch(dispatch: GatewayDispatchPayload, shardId: number): void {
    if (dispatch.t === GatewayDispatchEvents.Ready) {
      this.#begun.set(shardId, { botUserId: dispatch.d.user.id, intents: this.#intents(), seenAt: 0 });
    }
    const live = this.#sessions.current(shardId);
    const begun = this.#begun.get(shardId);
    // What is replayed before RESUMED is old: it doesn't tell that nothing newer was missed.
    const isUpToDate = this.#connected.has(shardId) || BEGINNINGS.has(dispatch.t);
    if (begun && isUpToDate) begun.seenAt = Date.now();
    // In a burst the live session is ahead of the event: what may be stored is the event's own position.
    const session = live && begun ? { ...live, ...begun, sequence: dispatch.s } : null;
    try {
      this.#options.onDispatch(dispatch, session);
    } catch (error) {
      this.#fail(describeError(error));
      return;
    }
    if (dispatch.t === GatewayDispatchEvents.Ready) this.#onWork(shardId, session, "a new session");
    if (dispatch.t === GatewayDispatchEvents.Resumed) this.#onWork(shardId, session, "resumed");
  }

  #onWork(shardId: number, session: StoredSession | null, how: string): void {
    if (session === null) return;
    this.#sessions.sawWork(shardId);
    this.#connected.add(shardId);
    this.#options.log.info("connected to the gateway", { shard: shardId, session: how });
    if ((this.#intents() & ~session.intents) !== 0) {
      this.#options.log.info("the session was begun with fewer intents than there are now; beginning a new one");
      this.#sessions.drop(shardId);
      void this.#restart();
      return;
    }
    if (this.#connected.size >= session.shardCount) this.#setState("connected");
    this.#status = { ...this.#status, messageContent: readsContent(session) };
    if (how === "resumed" && this.#announced.has(shardId)) return;
    this.#announced.add(shardId);
    this.#options.onReady(session);
  }

  #onClosed(code: number, shardId: number): void {
    this.#sessions.sawClose(shardId, code);
    this.#connected.delete(shardId);
    this.#setState("connecting");
    this.#options.log.info("the gateway connection closed", { shard: shardId, code });
    if (code === GatewayCloseCodes.DisallowedIntents && this.#wantsContent) {
      this.#wantsContent = false;
      this.#sayNoContent("Discord refused the Message Content intent (4014)");
      this.#sessions.drop(shardId);
      void this.#restart();
      return;
    }
    const reason = fatalClose(code);
    if (reason === null) return;
    this.#sessions.drop(shardId);
    this.#fail(reason);
  }

  /** Gives every connection up and makes new ones, which resume what wasn't dropped. */
  async #restart(): Promise<void> {
    const old = this.#manager;
    this.#manager = null;
    this.#connected.clear();
    this.#setState("connecting");
    void old?.destroy({ code: 4200 });
    await this.#connect();
  }

  /** Asks Discord until it answers. Null when the relay was closed meanwhile, or when Discord refuses the token. */
  async #untilAnswered<T>(what: string, ask: () => Promise<T>): Promise<T | null> {
    for (let failures = 1; ; failures += 1) {
      try {
        const answer = await ask();
        return this.#isOver() ? null : answer;
      } catch (error) {
        if (this.#isOver()) return null;
        if (error instanceof NoAnswer && error.status === 401) {
          this.#fail(`${TOKEN_REFUSED} (HTTP 401)`);
          return null;
        }
        this.#options.log.warn(`asking Discord for ${what} failed`, { reason: describeError(error), failures });
        const retryAfterMs = error instanceof NoAnswer ? error.retryAfterMs : null;
        await sleep(retryDelay(failures, retryAfterMs, Math.random()), undefined, { ref: false });
      }
    }
  }

  async #get(path: string): Promise<unknown> {
    const answer = await this.#options.read(path, NEVER);
    if (answer.result === "read") return answer.json;
    throw new NoAnswer("Discord refuses it", null, null);
  }

  #isOver(): boolean {
    return this.#status.state === "closed" || this.#status.state === "failed";
  }

  #fail(reason: string): void {
    if (this.#isOver()) return;
    this.#setState("failed");
    const manager = this.#manager;
    this.#manager = null;
    void manager?.destroy({ code: 4200 });
    this.#options.onFatal(reason);
  }

  #setState(state: GatewayStatus["state"]): void {
    if (state !== this.#status.state) this.#status = { ...this.#status, state, since: Date.now() };
  }

  #sayNoContent(cause: string): void {
    this.#status = { ...this.#status, messageContent: false };
    this.#options.log.warn(
      `${cause}: staff can answer with /reply and the Reply button, but not with !r or by typing. To change that, switch it on in the developer portal (Bot, Privileged Gateway Intents) and restart the relay.`,
    );
  }
}
