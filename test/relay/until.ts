// Waits for a condition instead of for a time.

import { setTimeout as sleep } from "node:timers/promises";

/** Resolves once `condition` returns something true; rejects with `what` when that takes longer than `timeoutMs`. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await sleep(5);
  }
}
