// A button that opens a small panel beside it. Escape, a click elsewhere, or what is chosen in the panel closes it.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface PopoverProps {
  /** Of the button; what it shows is `trigger`. */
  label: string;
  trigger: ComponentChildren;
  class?: string;
  /** Of the panel. */
  panelClass?: string;
  children(close: () => void): ComponentChildren;
}

export function Popover({ label, trigger, class: name = "", panelClass = "menu-panel", children }: PopoverProps) {
  const [open, setOpen] = useState<"above" | "below" | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open === null) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(null);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const close = () => setOpen(null);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Escape from what is inside.
    <span
      class="popover"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || open === null) return;
        close();
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-expanded={open !== null}
        onClick={() => setOpen(open === null ? roomierSide(button.current) : null)}
      >
        {trigger}
      </button>
      {open && <div class={`${panelClass} ${open}`}>{children(close)}</div>}
    </span>
  );
}

const ROOM = 320;

/** Below the button, unless the panel wouldn't fit there into what can be seen, and more of it would above. */
function roomierSide(button: HTMLElement | null): "above" | "below" {
  if (!button) return "below";
  const seen = button.closest(".scroller")?.getBoundingClientRect() ?? { top: 0, bottom: window.innerHeight };
  const { top, bottom } = button.getBoundingClientRect();
  const below = seen.bottom - bottom;
  return below < ROOM && top - seen.top > below ? "above" : "below";
}
