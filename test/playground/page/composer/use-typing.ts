// Tells Discord that somebody types here, as a client does: at the first letter, and again while they go on.

import { useRef } from "preact/hooks";
import type { PaneTools } from "../data/pane-tools.ts";

const AGAIN = 8_000;

/** Returns what to call with each new text. A command isn't a message, and where one may not write nobody sees it. */
export function useTyping(pane: PaneTools): (text: string) => void {
  const last = useRef({ channelId: "", at: 0 });
  return (text) => {
    const { channelId } = pane;
    if (text === "" || text.startsWith("/")) return;
    if (last.current.channelId === channelId && Date.now() - last.current.at < AGAIN) return;
    last.current = { channelId, at: Date.now() };
    pane.ask({ do: "type", channelId }).catch(() => {
      // Not allowed to write here: sending says so in words.
    });
  };
}
