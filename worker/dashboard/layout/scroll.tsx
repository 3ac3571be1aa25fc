// What may be wider than the screen scrolls by itself, with the keyboard as well.

import type { ComponentChildren } from "preact";

interface ScrollProps {
  label: string;
  /** One begins at the right end. */
  latest?: boolean;
  children: ComponentChildren;
}

export const Scroll = ({ label, latest = false, children }: ScrollProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll this with a keyboard (WCAG 2.1.1).
  <section class={latest ? "scroll latest" : "scroll"} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
