// The stream of changes, shared by everything on the page that watches. Whenever it opens, everybody re-reads.

import { useEffect } from "preact/hooks";
import type { Change } from "../../../fake-discord/api.ts";

export type Notice = Change | { kind: "connected" };
type Listener = (notice: Notice) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

function open(): void {
  source = new EventSource("/api/changes");
  source.onmessage = (event) => tell(JSON.parse(event.data));
  // At first, too: what changed between the first reading and this moment was told to nobody.
  source.onopen = () => tell({ kind: "connected" });
}

function tell(notice: Notice): void {
  for (const listener of [...listeners]) listener(notice);
}

/** Calls `listener` for each change while the component is there; `key` says when the listener is another one. */
export function useChanges(listener: Listener, key: unknown): void {
  // The key stands for what the listener reads.
  useEffect(() => {
    if (!source) open();
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [key]);
}
