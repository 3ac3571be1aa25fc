// A property of everything between gateway and Worker: whatever is said, dispatched, missed, read, refused, crashed and
// restarted, and in whatever order, each channel's messages reach the Worker in the order in which they were said, and all.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CatchUp } from "../../gateway-relay/src/catch-up.ts";
import { Delivery } from "../../gateway-relay/src/deliver.ts";
import { NoAnswer, type ReadDiscord } from "../../gateway-relay/src/discord-reader.ts";
import { Intake } from "../../gateway-relay/src/intake.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { Pace } from "../../gateway-relay/src/pace.ts";
import type { Attempt } from "../../gateway-relay/src/post-event.ts";
import { READY_LANE, Spool, type SpooledEvent, type StoredSession } from "../../gateway-relay/src/spool.ts";
import { directMessage, WITH_CONTENT } from "./dispatches.ts";
import { until } from "./until.ts";

type Step =
  | { do: "say"; channel: number }
  | { do: "answer"; which: number; result: "done" | "later" | "never" }
  /** Discord answers a request for messages, well or not. */
  | { do: "read"; well: boolean }
  /** The connection is gone; with the session when it can't be resumed. */
  | { do: "disconnect"; resumable: boolean }
  | { do: "connect" }
  /** The process dies; requests under way may have been worked on or not. */
  | { do: "crash"; worked: boolean };

const say = fc.record({ do: fc.constant("say" as const), channel: fc.nat(2) });
const answer = fc.record({
  do: fc.constant("answer" as const),
  which: fc.nat(9),
  result: fc.constantFrom("done" as const, "done" as const, "later" as const, "never" as const),
});
const read = fc.record({ do: fc.constant("read" as const), well: fc.boolean() });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: say },
  { weight: 6, arbitrary: answer },
  { weight: 4, arbitrary: read },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("disconnect" as const), resumable: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("connect" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const), worked: fc.boolean() }) },
);

/** Nothing was asked of Discord, so nothing is paced. */
const FREE = { outcome: "scripted", discord_requests: 0 };
const silent = createLog(() => {});
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
const CHANNELS = ["600000000000000000", "600000000000000001", "600000000000000002"];

interface Message {
  id: string;
  channel_id: string;
}

/** Discord, the relay's parts, and a Worker whose requests pile up until a step answers them. */
class World {
  readonly said = new Map<string, Message[]>();
  /** By channel, in order of the first time each message was worked on or refused. */
  readonly taken = new Map<string, string[]>();
  readonly #path: string;
  /** What the Worker keeps; refused messages aren't among it. */
  readonly #kept = new Map<string, string>();
  /** Discord's side of the session, and whether the relay is connected to it. */
  #session: { id: string; sent: GatewayDispatchPayload[] } | null = null;
  #sessions = 0;
  #connected = false;
  #posts: { event: SpooledEvent; answer: (attempt: Attempt) => void }[] = [];
  #reads: { path: string; answer: (well: boolean) => void }[] = [];
  #relay: { spool: Spool; delivery: Delivery; intake: Intake; catchUp: CatchUp };

  constructor(path: string) {
    this.#path = path;
    this.#relay = this.#start();
  }

  say(channelId: string): void {
    const message = directMessage(channelId, "") as unknown as Message;
    this.said.set(channelId, [...(this.said.get(channelId) ?? []), message]);
    this.#dispatch("MESSAGE_CREATE", message);
  }

  disconnect(resumable: boolean): void {
    this.#connected = false;
    if (!resumable) this.#session = null;
  }

  connect(): void {
    if (this.#connected) return;
    this.#connected = true;
    const stored = this.#relay.spool.sessions()[0];
    if (stored !== undefined && stored.sessionId === this.#session?.id) {
      for (const dispatch of this.#session.sent) if (Number(dispatch.s) > stored.sequence) this.#take(dispatch);
      this.#relay.intake.announce(stored);
      return;
    }
    if (stored !== undefined) this.#relay.intake.forget(0);
    this.#session = { id: `session-${++this.#sessions}`, sent: [] };
    this.#dispatch("READY", {});
    const begun = this.#relay.spool.sessions()[0];
    if (begun !== undefined) this.#relay.intake.announce(begun);
  }

  answer(which: number, result: Attempt["result"]): void {
    const [post] = this.#posts.splice(which % Math.max(1, this.#posts.length), 1);
    if (post === undefined) return;
    if (post.event.channelId === READY_LANE && result !== "done") {
      post.answer({ result: "later", answer: FREE, reason: "scripted", retryAfterMs: null });
      return;
    }
    if (result !== "later") this.#work(post.event, result);
    if (result === "later") post.answer({ result, answer: FREE, reason: "scripted", retryAfterMs: null });
    else if (result === "never") post.answer({ result, answer: FREE, reason: "scripted" });
    else post.answer({ result, answer: { ...FREE, thread_channels: [], known_channels: this.#known() } });
  }

  read(well: boolean): void {
    this.#reads.shift()?.answer(well);
  }

  /** Nothing that was under way is heard of again. */
  crash(worked: boolean): void {
    for (const { event } of this.#posts) if (worked) this.#work(event, "done");
    this.#posts = [];
    this.#reads = [];
    void this.#relay.delivery.stop(0);
    void this.#relay.catchUp.stop();
    this.#relay.spool.close();
    this.#connected = false;
    this.#relay = this.#start();
  }

  async drain(): Promise<void> {
    this.connect();
    await until("everything is delivered", async () => {
      while (this.#posts.length > 0) this.answer(0, "done");
      this.read(true);
      await tick();
      const { counts, gaps } = this.#relay.spool;
      return counts.call(this.#relay.spool).waiting === 0 && !gaps.isOpen() && gaps.next() === null;
    });
    await Promise.all([this.#relay.delivery.stop(0), this.#relay.catchUp.stop()]);
    this.#relay.spool.close();
  }

  #start() {
    const spool = new Spool(this.#path);
    const broken = (error: unknown) => {
      throw error;
    };
    const delivery: Delivery = new Delivery({
      spool,
      log: silent,
      pace: new Pace(),
      concurrency: 3,
      delay: () => 0,
      post: (event) => new Promise((answer) => this.#posts.push({ event, answer })),
      onDone: (event, answer) => {
        if (event.channelId !== READY_LANE) return;
        if (event.body.includes('"missed":true')) catchUp.take(answer?.known_channels);
        delivery.wakeAll();
      },
      onBroken: broken,
    });
    const onSpooled = (channelId: string) => delivery.wake(channelId);
    const read: ReadDiscord = (path) => this.#askDiscord(path);
    const catchUp = new CatchUp({ gaps: spool.gaps, read, log: silent, onSpooled, onBroken: broken, delay: () => 0 });
    const intake = new Intake({ spool, log: silent, onSpooled, onMissed: () => catchUp.resume() });
    catchUp.resume();
    delivery.wakeAll();
    return { spool, delivery, intake, catchUp };
  }

  #dispatch(t: string, d: object): void {
    if (this.#session === null) return;
    const dispatch = { op: 0, s: this.#session.sent.length + 1, t, d } as unknown as GatewayDispatchPayload;
    this.#session.sent.push(dispatch);
    if (this.#connected) this.#take(dispatch);
  }

  #take(dispatch: GatewayDispatchPayload): void {
    if (this.#session === null) return;
    const session: StoredSession = {
      shardId: 0,
      shardCount: 1,
      sessionId: this.#session.id,
      resumeURL: "",
      sequence: Number(dispatch.s),
      botUserId: "1",
      intents: WITH_CONTENT,
      // All messages of a run are of one moment: what was received before must be told by the Worker.
      seenAt: 0,
    };
    this.#relay.intake.take(dispatch, session);
  }

  #askDiscord(path: string): ReturnType<ReadDiscord> {
    const [, channelId = "", after = ""] = path.match(/^\/channels\/(\d+)\/messages\?after=(\d+)/) ?? [];
    return new Promise((resolve, reject) => {
      this.#reads.push({
        path,
        answer: (well) => {
          const newer = (this.said.get(channelId) ?? []).filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, 100);
          if (well) resolve({ result: "read", json: newer.toReversed() });
          else reject(new NoAnswer("scripted", 500, null));
        },
      });
    });
  }

  #work({ id, channelId }: SpooledEvent, result: "done" | "never"): void {
    if (channelId === READY_LANE) return;
    const messageId = id.replace("message-create:", "");
    const taken = this.taken.get(channelId) ?? [];
    if (!taken.includes(messageId)) this.taken.set(channelId, [...taken, messageId]);
    const newest = this.#kept.get(channelId) ?? "0";
    if (result === "done" && BigInt(messageId) > BigInt(newest)) this.#kept.set(channelId, messageId);
  }

  #known() {
    return CHANNELS.map((id) => ({ channel_id: id, guild_id: null, last_message_id: this.#kept.get(id) ?? "0" }));
  }
}

test("any interleaving of live messages, gaps, reading and crashes keeps the order and loses nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const path = await mkdtemp(join(tmpdir(), "relay-catch-up-"));
      try {
        const world = new World(path);
        for (const current of steps) {
          if (current.do === "say") world.say(CHANNELS[current.channel] ?? "");
          if (current.do === "answer") world.answer(current.which, current.result);
          if (current.do === "read") world.read(current.well);
          if (current.do === "disconnect") world.disconnect(current.resumable);
          if (current.do === "connect") world.connect();
          if (current.do === "crash") world.crash(current.worked);
          await tick();
        }
        await world.drain();
        const said = [...world.said].map(([channelId, messages]) => [channelId, messages.map(({ id }) => id)] as const);
        expect(world.taken).toEqual(new Map(said));
      } finally {
        await rm(path, { recursive: true });
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);
