// Light or dark: the system's wish until someone chooses here; the choice is remembered in this browser.

import { useEffect, useState } from "preact/hooks";
import { Icon } from "./icon.tsx";

const KEY = "playground-theme";
type Theme = "light" | "dark";

function firstTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(firstTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const other: Theme = theme === "light" ? "dark" : "light";
  const label = `Switch to the ${other} theme`;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => {
        localStorage.setItem(KEY, other);
        setTheme(other);
      }}
    >
      <Icon name={other === "light" ? "sun" : "moon"} size={18} />
    </button>
  );
}
