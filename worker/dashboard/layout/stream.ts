// Text in pieces as a response's body: the next piece is made when the browser has taken those before it.

import type { DashboardApp } from "../page.ts";

/** Smaller pieces go together: each crossing into the network costs. */
const ENOUGH = 16_384;

/** When a piece fails, the body breaks off, so that nobody takes the part for the whole. */
export function streamOf(
  pieces: AsyncGenerator<string | Uint8Array>,
  { log }: Pick<DashboardApp, "log">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        for (let size = 0; size < ENOUGH; ) {
          const { value, done } = await pieces.next();
          if (done) return controller.close();
          const bytes = typeof value === "string" ? encoder.encode(value) : value;
          size += bytes.length;
          if (bytes.length > 0) controller.enqueue(bytes);
        }
      } catch (error) {
        log({
          warning: "a page broke off",
          problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
        controller.error(error);
      }
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
