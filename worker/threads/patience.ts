// Rate limits are waited out where nobody else waits for what comes next.

import { Later } from "../domain/refusal.ts";
import type { Ports } from "./ports.ts";

/** Whether a pause of so many seconds is waited out, after so many tries. */
export type Patience = (seconds: number, tries: number) => boolean;

const PAUSE_SECONDS = 4;
const TRIES = 5;
const forShortPauses: Patience = (seconds, tries) => seconds <= PAUSE_SECONDS && tries < TRIES;

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
