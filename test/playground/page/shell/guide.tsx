// What to try: the story in short steps. A step is done when someone on its side does its action; it can be hidden.

import { useState } from "preact/hooks";
import type { Side, TryStep } from "../../wire.ts";
import { Icon } from "./icon.tsx";

interface GuideProps {
  steps: TryStep[];
  ending: string;
  /** How many are done. */
  done: number;
  onFill(side: Side, text: string): void;
}

export function Guide({ steps, ending, done, onFill }: GuideProps) {
  const [open, setOpen] = useState(true);
  if (steps.length === 0) return null;
  const step = steps[done];
  return (
    <aside class="guide" aria-label="What to try">
      <button type="button" class="guide-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="chevron" size={14} /> What to try
      </button>
      {open && (
        <>
          <ol class="guide-dots" aria-label={`Step ${Math.min(done + 1, steps.length)} of ${steps.length}`}>
            {steps.map((one, index) => (
              <li
                key={one.text}
                class={index < done ? "past" : index === done ? "now" : ""}
                title={plain(one.text)}
                aria-current={index === done ? "step" : undefined}
              />
            ))}
          </ol>
          <p class="guide-text" aria-live="polite">
            {step ? (
              <>
                <span class={`guide-side ${step.side}`}>{step.side === "user" ? "User" : "Staff"}</span> {step.text}
                {step.fill !== undefined && (
                  <button type="button" class="link" onClick={() => onFill(step.side, step.fill ?? "")}>
                    Put it in the box
                  </button>
                )}
              </>
            ) : (
              ending
            )}
          </p>
        </>
      )}
    </aside>
  );
}

function plain(text: string): string {
  return text.replaceAll(/[*`]/g, "");
}
