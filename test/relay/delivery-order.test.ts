// A property of spool and delivery together: whatever is enqueued, answered, failed, crashed and restarted, and in whatever
// order, each channel's events are taken in order and none is lost.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Delivery } from "../../gateway-relay/src/deliver.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { Pace } from "../../gateway-relay/src/pace.ts";
import type { Attempt } from "../../gateway-relay/src/post-event.ts";
import { channelOf, Spool, type SpooledEvent } from "../../gateway-relay/src/spool.ts";
import { directMessage } from "./dispatches.ts";
import { until } from "./until.ts";

/** niceties: people see it, and something is left to do. */
type Result = Attempt["result"] | "niceties";

type Step =
  | { do: "enqueue"; channel: number }
  | { do: "answer"; which: number; result: Result }
  /** The process dies; requests under way may have been worked on or not. */
  | { do: "crash"; worked: boolean }
  | { do: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("enqueue" as const), channel: fc.nat(3) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      which: fc.nat(9),
      result: fc.constantFrom<Result[]>("done", "done", "later", "never", "niceties"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const), worked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart" as const) }) },
);

/** Nothing was asked of Discord, so nothing is paced. */
const FREE = { outcome: "scripted", discord_requests: 0 };
const silent = createLog(() => {});
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The Worker of the property: requests pile up until a step answers them. */
class World {
  readonly enqueued = new Map<string, string[]>();
  /** By channel, in order of the first time each event was worked on or refused. */
  readonly taken = new Map<string, string[]>();
  inFlight: { event: SpooledEvent; answer: (attempt: Attempt) => void }[] = [];
  readonly #path: string;
  #spool: Spool;
  #delivery: Delivery;

  constructor(path: string) {
    this.#path = path;
    this.#spool = new Spool(path);
    this.#delivery = this.#deliver();
  }

  enqueue(channelId: string): void {
    const data = directMessage(channelId, "") as never;
    const id = `message-create:${(data as { id: string }).id}`;
    const event = { id, channelId, needsThreadChannel: false, event: { type: "MESSAGE_CREATE" as const, data } };
    this.#spool.record({ session: null, event, news: null });
    append(this.enqueued, channelId, id);
    this.#delivery.wake(channelId);
  }

  answer(which: number, result: Result): void {
    const [request] = this.inFlight.splice(which % Math.max(1, this.inFlight.length), 1);
    if (request === undefined) return;
    if (result !== "later") this.#take(request.event);
    request.answer(
      result === "done"
        ? { result, answer: FREE }
        : result === "later"
          ? { result, answer: FREE, reason: "scripted", retryAfterMs: null }
          : result === "niceties"
            ? { result: "later", answer: { ...FREE, only_niceties: true }, reason: "scripted", retryAfterMs: 0 }
            : { result, answer: FREE, reason: "scripted" },
    );
  }

  /** Nothing that was under way is heard of again. */
  crash(worked: boolean): void {
    for (const { event } of this.inFlight) if (worked) this.#take(event);
    this.inFlight = [];
    void this.#delivery.stop(0);
    this.#spool.close();
    this.#spool = new Spool(this.#path);
    this.#delivery = this.#deliver();
  }

  /** As SIGTERM does it: requests under way end by being cut off. */
  async restart(): Promise<void> {
    const stopping = this.#delivery.stop(0);
    for (const { answer } of this.inFlight)
      answer({ result: "later", answer: FREE, reason: "cut off", retryAfterMs: null });
    this.inFlight = [];
    await stopping;
    this.#spool.close();
    this.#spool = new Spool(this.#path);
    this.#delivery = this.#deliver();
  }

  async drain(): Promise<void> {
    await until("everything is delivered", async () => {
      while (this.inFlight.length > 0) this.answer(0, "done");
      await tick();
      return this.#spool.counts().waiting === 0;
    });
    await this.#delivery.stop(0);
    this.#spool.close();
  }

  #deliver(): Delivery {
    const delivery: Delivery = new Delivery({
      spool: this.#spool,
      log: silent,
      pace: new Pace(),
      concurrency: 3,
      delay: () => 0,
      post: (event) =>
        new Promise((answer) => {
          if (this.inFlight.some((other) => other.event.channelId === event.channelId)) {
            throw new Error("two events of one channel are under way at once");
          }
          this.inFlight.push({ event, answer });
        }),
      onBroken: (error) => {
        throw error;
      },
    });
    delivery.wakeAll();
    return delivery;
  }

  #take({ id, channelId }: SpooledEvent): void {
    const channel = channelOf(channelId);
    if (!this.taken.get(channel)?.includes(id)) append(this.taken, channel, id);
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

test("any interleaving of arrivals, answers, crashes and restarts keeps the order and loses nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const path = await mkdtemp(join(tmpdir(), "relay-order-"));
      try {
        const world = new World(path);
        for (const current of steps) {
          if (current.do === "enqueue") world.enqueue(`channel-${current.channel}`);
          if (current.do === "answer") world.answer(current.which, current.result);
          if (current.do === "crash") world.crash(current.worked);
          if (current.do === "restart") await world.restart();
          await tick();
        }
        await world.drain();
        expect(world.taken).toEqual(world.enqueued);
      } finally {
        await rm(path, { recursive: true });
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);
