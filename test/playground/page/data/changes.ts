// The stream of changes, shared by everything on the page that watches. After a lost connection everybody re-reads.

import { useEffect } from "preact/hooks";
import type { Change } from "../../../fake-discord/api.ts";

export type Notice = Change | { kind: "reconnected" };
type Listener = (notice: Notice) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

function open(): void {
  let opened = false;
  source = new EventSource("/api/changes");
  source.onmessage = (event) => tell(JSON.parse(event.data));
  source.onopen = () => {
    if (opened) tell({ kind: "reconnected" });
    opened = true;
  };
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
