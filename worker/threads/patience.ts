// What Discord doesn't take just now is tried again where nobody else waits for what comes next.

import { Later } from "../domain/refusal.ts";
import type { Ports } from "./ports.ts";

/** Whether a pause of so many seconds is waited out, after so many tries. */
export type Patience = (seconds: number, tries: number) => boolean;

/**
 * After its answer an invocation lives for 30 seconds (Workers: waitUntil): for so long it tries what it was asked to do,
 */
export const ACTING_MS = 20_000;
/** and for so long, both from its beginning, to say what came of it. */
export const TELLING_MS = 27_000;

const PAUSE_SECONDS = 4;
const TRIES = 5;
const forShortPauses: Patience = (seconds, tries) => seconds <= PAUSE_SECONDS && tries < TRIES;

export const impatient: Patience = () => false;

/** Any pause that ends before this time. */
export const patientUntil =
  ({ now }: Pick<Ports, "now">, at: number): Patience =>
  (seconds) =>
    now() + seconds * 1000 <= at;

/** Runs a call that may be repeated; throws Later when Discord wants another pause than is waited out. */
export async function patiently<T>(
  { wait }: Pick<Ports, "wait">,
  call: () => Promise<T>,
  isWaitedOut: Patience = forShortPauses,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Later) || !isWaitedOut(error.seconds, tries)) throw error;
      await wait(error.seconds);
    }
  }
}
