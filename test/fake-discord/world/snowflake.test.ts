// Ids that grow and tell their time.

import fc from "fast-check";
import { expect, test } from "vitest";
import { byId, createSnowflakes, snowflakeTime } from "./snowflake.ts";

const times = fc.integer({ min: Date.UTC(2016, 0), max: Date.UTC(2090, 0) });

test("ids grow even when the clock stands still or goes back", () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 2 }), (clock) => {
      let at = 0;
      const ids = createSnowflakes(() => clock[at++] ?? 0);
      const made = clock.map(() => ids.next());
      expect([...made].sort(byId)).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});

test("an id tells its millisecond and has the digits that clients expect", () => {
  fc.assert(
    fc.property(times, (at) => {
      const id = createSnowflakes(() => at).next();
      expect(snowflakeTime(id)).toBe(at);
      expect(id).toMatch(/^\d{17,19}$/);
    }),
  );
});

test("ids of the past are told apart", () => {
  const ids = createSnowflakes(() => Date.UTC(2026, 0));
  const [a, b] = [ids.at(Date.UTC(2020, 0)), ids.at(Date.UTC(2020, 0))];
  expect(a).not.toBe(b);
  expect(snowflakeTime(a)).toBe(Date.UTC(2020, 0));
});
