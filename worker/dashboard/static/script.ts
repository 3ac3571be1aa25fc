// What a browser with JavaScript gets on top: every page works without it. Plain text, for the browser as it stands.

export const SCRIPT = `"use strict";

// The workspace menu closes like a menu: by Escape, or by going elsewhere.
const menu = document.querySelector("details.workspace");
if (menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
`;
