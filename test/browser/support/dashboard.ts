// The dashboard in Chromium: walking by keyboard alone, and axe's verdict.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** In a page of its own, which complains of nothing: no error of a script, nothing against its policy. */
export async function playInPage(
  browser: Browser,
  options: BrowserContextOptions,
  play: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that says no is no complaint.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await play(page);
  await context.close();
  expect(complaints).toEqual([]);
}

/**
 * Serious and critical faults by WCAG 2.2 AA and axe's best practices, a line each: everything in the light theme, and in
 * the dark one what differs, the colours.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger: the page's own policy would not let a script in.
  await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: "light" });
  const light = (await page.evaluate("axe.run()")) as AxeResults;
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = (await page.evaluate("axe.run({ runOnly: ['color-contrast'] })")) as AxeResults;
  return [...light.violations, ...dark.violations]
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 150)}`));
}

/** Presses Tab until this has the focus, as somebody without a mouse does. Throws when it never gets it. */
export async function tabTo(
  page: Page,
  role: "link" | "button" | "textbox" | "combobox" | "checkbox" | "radio",
  name: string,
) {
  const target = page.getByRole(role, { name, exact: true });
  // Found once: to find it by its role the whole page is read.
  const element = await target.elementHandle();
  for (let presses = 0; presses <= 60; presses++) {
    if (await element?.evaluate((it) => it === document.activeElement)) return target;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to the ${role} “${name}”`);
}
