// Text in pieces as a response's body: the next piece is made when the browser has taken those before it.

import type { DashboardApp } from "../page.ts";

/** Characters that are sent together: each crossing into the network costs. */
const ENOUGH = 16_384;

/**
 * When a piece fails, the body says `brokeOff` and breaks off, so that nobody takes the part for the whole: browsers show
 * the one, and not every server between tells them of the other.
 */
export function streamOf(
  pieces: AsyncGenerator<string | Uint8Array>,
  { log, brokeOff }: Pick<DashboardApp, "log"> & { brokeOff: string },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let failure: { error: unknown } | null = null;
  return new ReadableStream({
    async pull(controller) {
      if (failure !== null) return controller.error(failure.error);
      let text = "";
      const send = () => controller.enqueue(encoder.encode(text));
      try {
        let next = await pieces.next();
        for (; !next.done && typeof next.value === "string"; next = await pieces.next()) {
          text += next.value;
          if (text.length >= ENOUGH) break;
        }
        if (text !== "") send();
        if (next.done) controller.close();
        else if (typeof next.value !== "string") controller.enqueue(next.value);
      } catch (error) {
        failure = { error };
        const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log({ warning: "a page broke off", problem });
        // An error drops what wasn't taken yet: it comes when this was.
        text += brokeOff;
        send();
      }
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
