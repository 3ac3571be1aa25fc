// Moving through a list of options with the keyboard while the focus stays in one field (aria-activedescendant).

import { useEffect, useState } from "preact/hooks";

export interface OptionKeys {
  active: number;
  setActive(index: number): void;
  /** True when the key was for the list. */
  onKey(event: KeyboardEvent): boolean;
}

/** `choose` is called for Enter (and Tab when `tabChooses`); the first option is active whenever `key` changes. */
export function useOptionKeys(
  count: number,
  key: string,
  choose: (index: number) => void,
  tabChooses = false,
): OptionKeys {
  const [active, setActive] = useState(0);
  // Another list starts at its top.
  useEffect(() => setActive(0), [key]);
  return {
    active: Math.min(active, Math.max(count - 1, 0)),
    setActive,
    onKey(event) {
      if (count === 0) return false;
      if (event.key === "ArrowDown") setActive((now) => (now + 1) % count);
      else if (event.key === "ArrowUp") setActive((now) => (now - 1 + count) % count);
      else if (event.key === "Enter" || (tabChooses && event.key === "Tab")) choose(Math.min(active, count - 1));
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
