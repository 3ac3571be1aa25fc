// How fast deliveries may begin. Time is a number that the tests move.

import { beforeEach, describe, expect, test } from "vitest";
import { Pace } from "../../gateway-relay/src/pace.ts";

let now = 0;
let pace: Pace;
beforeEach(() => {
  now = 1_000_000;
  pace = new Pace(() => now);
});
const deliver = (channel: string, requests: number | null, ms = 0) => {
  pace.begin(channel, "MESSAGE_CREATE");
  now += ms;
  pace.end(channel, "MESSAGE_CREATE", requests);
};
const GAP = 260;

describe("a channel", () => {
  test("gets five messages at once, a short gap apart, and the next when the first is five seconds old", () => {
    const begunAt: number[] = [];
    for (let n = 0; n < 12; n++) {
      now += pace.untilTurn("a");
      begunAt.push(now);
      deliver("a", 2);
    }
    for (const [n, at] of begunAt.entries()) {
      expect(begunAt.filter((other) => other > at - 5000 && other <= at).length).toBeLessThanOrEqual(5);
      if (n > 0 && n % 5 !== 0) expect(at - (begunAt[n - 1] ?? 0)).toBe(GAP);
    }
    expect((begunAt.at(-1) ?? 0) - (begunAt[0] ?? 0)).toBe(10_000 + GAP);
  });

  test("counts what an opening puts into it beside the message", () => {
    deliver("a", 7);
    now += GAP;
    expect(pace.untilTurn("a")).toBe(0);
    deliver("a", 2);
    now += GAP;
    expect(pace.untilTurn("a")).toBe(5000 - 2 * GAP);
  });

  test("that writes what costs nothing at Discord isn't slowed", () => {
    for (let n = 0; n < 50; n++) {
      expect(pace.untilTurn("a")).toBe(0);
      deliver("a", 0);
    }
  });

  test("that only gets reactions keeps all its room for messages", () => {
    for (let n = 0; n < 20; n++) {
      now += pace.untilTurn("a");
      pace.begin("a", "MESSAGE_REACTION_ADD");
      pace.end("a", "MESSAGE_REACTION_ADD", 1);
    }
    expect(pace.untilTurn("a")).toBe(GAP);
    now += GAP;
    for (let n = 0; n < 5; n++) {
      now += n > 0 ? GAP : 0;
      expect(pace.untilTurn("a")).toBe(0);
      deliver("a", 2);
    }
  });

  test("doesn't slow another", () => {
    for (let n = 0; n < 5; n++) deliver("a", 2, GAP);
    expect(pace.untilTurn("a")).toBeGreaterThan(0);
    expect(pace.untilTurn("b")).toBe(0);
  });

  test("counts what nobody knows the cost of", () => {
    for (let n = 0; n < 5; n++) deliver("a", null, 100);
    expect(pace.untilTurn("a")).toBe(4600);
  });
});

describe("all channels together", () => {
  test("make at most fifty requests in any second, whatever each event takes", () => {
    const requests: { at: number; count: number }[] = [];
    for (let n = 0; n < 400; n++) {
      now += pace.untilRoom();
      const count = n % 7 === 0 ? 9 : 2;
      requests.push({ at: now, count });
      deliver(`channel ${n}`, count);
    }
    // Events that took more than was guessed are made up for by those after them: a second's sum may exceed by one event.
    for (const { at } of requests) {
      const sum = requests
        .filter((other) => other.at > at - 1000 && other.at <= at)
        .reduce((total, { count }) => total + count, 0);
      expect(sum).toBeLessThanOrEqual(50 + 9);
    }
    const seconds = ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1000;
    const total = requests.reduce((sum, { count }) => sum + count, 0);
    expect(total / seconds).toBeGreaterThan(36);
  });

  test("leave room for what others ask of Discord with the same token", () => {
    expect(pace.untilRoom()).toBe(0);
    pace.spend(38 + 6);
    expect(pace.untilRoom()).toBeGreaterThan(1000);
  });

  test("begin nothing while Discord takes nothing from anybody", () => {
    pace.close(1500);
    pace.close(300);
    expect(pace.untilRoom()).toBe(1500);
    now += 1500;
    expect(pace.untilRoom()).toBe(0);
  });
});

test("forgets channels that have been quiet", () => {
  for (let n = 0; n < 5000; n++) {
    deliver(`channel ${n}`, 2);
    now += 20;
  }
  expect(pace.remembered).toBeLessThanOrEqual(1001);
});
