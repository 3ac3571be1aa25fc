// The figures of a server: medians and 90th percentiles, in all, by day and by person.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ClosedThread,
  DAY_MS,
  figuresOf,
  firstDay,
  type OpenedThread,
  quantilesOf,
} from "../../../worker/domain/figures.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Friday, 09:58 in UTC. */
const NOW = Date.UTC(2026, 10, 20, 9, 58);
const TODAY = Date.UTC(2026, 10, 20);

const jonas = (at: number) => ({ at, by: "1", name: "Jonas" });
const aiko = (at: number) => ({ at, by: "2", name: "Aiko" });
const opened = (openedAt: number, firstReply: OpenedThread["firstReply"] = null, byStaff = false): OpenedThread => ({
  openedAt,
  firstReply,
  byStaff,
});
const closed = (openedAt: number, closedAt: number, closedBy: string | null = "1"): ClosedThread => ({
  openedAt,
  closedAt,
  closedBy,
});
const of = (some: OpenedThread[], others: ClosedThread[] = [], days = 2, names = new Map<string, string | null>()) =>
  figuresOf(some, others, { from: firstDay(days, NOW), now: NOW }, names);

describe("quantiles", () => {
  test.each([
    [[], null],
    [[7], { count: 1, median: 7, p90: 7 }],
    [[10, 0], { count: 2, median: 5, p90: 9 }],
    [[3, 1, 2], { count: 3, median: 2, p90: 2.8 }],
    [[10, 1, 9, 2, 8, 3, 7, 4, 6, 5, 0], { count: 11, median: 5, p90: 9 }],
  ])("of %j", (times, expected) => expect(quantilesOf(times)).toEqual(expected));

  test("half and nine tenths of the times are no longer, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), (times) => {
        const { median, p90, count } = quantilesOf(times) ?? { median: -1, p90: -1, count: 0 };
        const share = (limit: number) => times.filter((time) => time <= limit + 1e-6).length / count;
        expect(share(Math.ceil(median))).toBeGreaterThanOrEqual(0.5);
        expect(share(Math.ceil(p90))).toBeGreaterThanOrEqual(0.9 - 1 / count);
        expect(p90).toBeGreaterThanOrEqual(median);
      }),
    );
  });
});

describe("days", () => {
  test("are those of UTC, today included, and each is there even when nothing happened", () => {
    const { days } = of([], [], 3);
    expect(days.map(({ day }) => day)).toEqual([TODAY - 2 * DAY_MS, TODAY - DAY_MS, TODAY]);
    expect(days[0]).toEqual({ day: TODAY - 2 * DAY_MS, opened: 0, closed: 0, firstReply: null, resolution: null });
  });

  test("first answers count for the day of the opening, resolutions for that of the closing", () => {
    const { days } = of(
      [opened(TODAY - HOUR, jonas(TODAY + HOUR)), opened(TODAY, jonas(TODAY + 10 * MINUTE)), opened(TODAY + HOUR)],
      [closed(TODAY - 5 * DAY_MS, TODAY + HOUR)],
    );
    expect(days).toMatchObject([
      { opened: 1, closed: 0, firstReply: { count: 1, median: 2 * HOUR }, resolution: null },
      { opened: 2, closed: 1, firstReply: { count: 1, median: 10 * MINUTE }, resolution: { count: 1 } },
    ]);
  });
});

test("a thread that staff opened is no answer, one without an answer isn't either", () => {
  const figures = of([opened(TODAY, jonas(TODAY), true), opened(TODAY), opened(TODAY, aiko(TODAY + MINUTE))]);
  expect(figures).toMatchObject({ opened: 3, firstReply: { count: 1, median: MINUTE } });
  expect(figures.staff.map(({ id }) => id)).toEqual(["2"]);
});

test("by person: who gave the first reply, and who closed; the busiest first, named as they last were", () => {
  const { staff } = of(
    [opened(TODAY, jonas(TODAY + MINUTE)), opened(TODAY, aiko(TODAY + 2 * MINUTE))],
    [
      closed(TODAY, TODAY + HOUR, "1"),
      closed(TODAY, TODAY + 3 * HOUR, "1"),
      closed(TODAY, TODAY, null),
      closed(0, TODAY, "9"),
    ],
    2,
    new Map([
      ["1", null],
      ["9", "Robin"],
    ]),
  );
  expect(staff).toEqual([
    {
      id: "1",
      name: "Jonas",
      firstReply: { count: 1, median: MINUTE, p90: MINUTE },
      resolution: { count: 2, median: 2 * HOUR, p90: 2.8 * HOUR },
    },
    { id: "2", name: "Aiko", firstReply: { count: 1, median: 2 * MINUTE, p90: 2 * MINUTE }, resolution: null },
    { id: "9", name: "Robin", firstReply: null, resolution: { count: 1, median: TODAY, p90: TODAY } },
  ]);
});
