// Something read from the server that follows the changes. The newest answer wins, whatever order answers come in.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Notice, useChanges } from "./changes.ts";

/**
 * `key` names what is read; while it changes, the old value is gone. Bursts of changes are read once.
 * `value` is null until the first answer, and `error` a sentence when the last reading failed.
 */
export function useLive<Value>(
  key: string,
  read: () => Promise<Value>,
  concerns: (notice: Notice) => boolean,
): { value: Value | null; error: string | null } {
  const [state, setState] = useState<{ key: string; value: Value | null; error: string | null }>({
    key,
    value: null,
    error: null,
  });
  const newest = useRef(0);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  const reread = useCallback(async () => {
    newest.current += 1;
    const mine = newest.current;
    try {
      const value = await read();
      if (mine === newest.current) setState({ key, value, error: null });
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (mine === newest.current) setState({ key, value: null, error: sentence });
    }
    // The key stands for what `read` reads.
  }, [key]);

  useEffect(() => {
    void reread();
    return () => {
      newest.current += 1;
      if (waiting.current) clearTimeout(waiting.current);
      waiting.current = null;
    };
  }, [reread]);

  useChanges((notice) => {
    if ((notice.kind !== "connected" && !concerns(notice)) || waiting.current) return;
    waiting.current = setTimeout(() => {
      waiting.current = null;
      void reread();
    }, 20);
  }, reread);

  return state.key === key ? { value: state.value, error: state.error } : { value: null, error: null };
}
