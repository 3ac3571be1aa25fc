// A line or two that say what just happened, or what is wrong.

import type { ComponentChildren } from "preact";

type Tone = "good" | "bad" | "plain";

/** "bad" is read out at once, the others when there is a pause. */
export const Notice = ({ tone, children }: { tone: Tone; children: ComponentChildren }) => (
  <div class={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
    {children}
  </div>
);
