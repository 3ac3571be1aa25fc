// Where a thread stands, as a word with a colour.

import type { Thread } from "../../domain/thread.ts";
import { threads as t } from "../texts/threads.ts";

export const StateTag = ({ thread: { state } }: { thread: Pick<Thread, "state"> }) => (
  <span class={state === "closed" ? "tag" : "tag on"}>{t.state[state]}</span>
);
