// What may be wider than the screen scrolls by itself, with the keyboard as well.

import type { ComponentChildren } from "preact";

export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll this with a keyboard (WCAG 2.1.1).
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
