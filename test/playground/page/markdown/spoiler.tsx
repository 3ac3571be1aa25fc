// Text that is covered until someone asks for it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

export function Spoiler({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  if (open) {
    return <span class="spoiler open">{children}</span>;
  }
  return (
    <button type="button" class="spoiler" aria-label="Spoiler: show it" onClick={() => setOpen(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
