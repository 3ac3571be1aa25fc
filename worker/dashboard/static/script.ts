// What a browser with JavaScript gets on top: every page works without it. Plain text, for the browser as it stands.

import { LIVE_SCRIPT } from "./live-script.ts";

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

// Times in the reader's own clock; UTC stays behind the pointer.
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]:not(.conversation *)")) {
  time.title = time.textContent;
  time.textContent = clock.format(new Date(time.dateTime));
}

// What was changed and not saved isn't left without a question.
const form = document.querySelector("form.settings");
if (form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// What is wrong is where one is.
document.querySelector(".notice[role=alert] a[href^='#']")?.focus();
${LIVE_SCRIPT}`;
