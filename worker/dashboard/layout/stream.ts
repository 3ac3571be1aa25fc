// Text in pieces as a response's body: the next piece is made when the browser has taken those before it.

import type { DashboardApp } from "../page.ts";

/** Characters that are sent together: each crossing into the network costs. */
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
        let text = "";
        let next = await pieces.next();
        for (; !next.done && typeof next.value === "string"; next = await pieces.next()) {
          text += next.value;
          if (text.length >= ENOUGH) break;
        }
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (next.done) controller.close();
        else if (typeof next.value !== "string") controller.enqueue(next.value);
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
