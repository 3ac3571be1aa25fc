// Short rate limits are waited out where nobody else waits for what comes next.

import { Later } from "../domain/refusal.ts";
import type { Ports } from "./ports.ts";

const PATIENCE_SECONDS = 4;
const TRIES = 5;

/** Runs a call that may be repeated; throws Later when Discord wants a longer pause, or still one after some tries. */
export async function patiently<T>({ wait }: Pick<Ports, "wait">, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Later) || error.seconds > PATIENCE_SECONDS || tries === TRIES) throw error;
      await wait(error.seconds);
    }
  }
}
