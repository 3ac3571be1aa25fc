// How long the relay waits before it tries again.

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryAfter, retryDelay } from "../../gateway-relay/src/retry-delay.ts";

const chance = fc.double({ min: 0, max: 1, noNaN: true });

test("without Retry-After it waits at most a minute, at first at most half a second", () => {
  expect(retryDelay(1, null, 1)).toBe(500);
  expect(retryDelay(3, null, 1)).toBe(2000);
  expect(retryDelay(3, null, 0.25)).toBe(500);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), chance, (failures, random) => {
      expect(retryDelay(failures, null, random)).toBeLessThanOrEqual(60_000);
    }),
  );
});

test("it never comes back before Retry-After, and little later when that is a second or more", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 0, max: 3_600_000 }),
      chance,
      (failures, after, random) => {
        const delay = retryDelay(failures, after, random);
        expect(delay).toBeGreaterThanOrEqual(after);
        if (after >= 1000) expect(delay).toBeLessThanOrEqual(after * 1.1);
      },
    ),
  );
});

test("a Retry-After of 0 that comes again and again doesn't make it busy", () => {
  expect(retryDelay(8, 0, 0.5)).toBe(30_000);
});

test.for([
  ["2", 2000],
  ["0.25", 250],
  ["Sun, 22 Nov 2026 12:00:05 GMT", 5000],
  ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
  ["99999999", 3_600_000],
  ["soon", null],
  ["", null],
  [null, null],
] as const)("Retry-After: %s", ([header, wait]) => {
  expect(parseRetryAfter(header, Date.parse("2026-11-22T12:00:00Z"))).toBe(wait);
});
