// Whose turn it is.

import { expect, test } from "vitest";
import { Lines } from "../../gateway-relay/src/lines.ts";
import { nicetiesOf } from "../../gateway-relay/src/spool.ts";

function drain(lines: Lines, mayRetry = true): string[] {
  const taken: string[] = [];
  for (let next = lines.take(mayRetry); next !== undefined; next = lines.take(mayRetry)) taken.push(next);
  return taken;
}

test("what is new comes before what failed, and niceties yield to both", () => {
  const lines = new Lines();
  lines.add(nicetiesOf("a"), false);
  lines.add("failed", true);
  lines.add("b", false);
  lines.add("c", false);
  expect(lines.size).toBe(4);
  expect(drain(lines)).toEqual(["b", "c", "failed", nicetiesOf("a")]);
  expect(lines.size).toBe(0);
});

test("while nothing may be retried, neither retries nor niceties get a turn", () => {
  const lines = new Lines();
  lines.add(nicetiesOf("a"), true);
  lines.add("failed", true);
  expect(drain(lines, false)).toEqual([]);
  expect(drain(lines)).toEqual(["failed", nicetiesOf("a")]);
});
