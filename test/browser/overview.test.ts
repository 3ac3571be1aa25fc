// Overview, snippets, notes and privacy in Chromium: what they show and do without a mouse's help, in both themes, on a
// phone, judged by axe.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openThread, type Scene, sceneIn } from "../end-to-end/scene.ts";
import { launchBrowser } from "../playground/browser.ts";
import { haveHistory } from "../playground/history.ts";
import { signIn } from "../playground/sign-in.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { faultsOf } from "./support/dashboard.ts";

let stack: Stack;
let browser: Browser;
let scene: Scene;
let guild: string;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ discord: { rateLimits: false } }), launchBrowser()]);
  scene = await sceneIn(stack);
  guild = `${stack.worker.url}/dashboard/${scene.guild.id}`;
  await openThread(scene);
  await haveHistory(stack.worker.db, scene.guild.id, [scene.jonas, scene.aiko], 2);
  page = await browser.newPage({ reducedMotion: "reduce" });
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await signIn(page, `${stack.worker.url}/dashboard`, "Robin");
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** Snippets with a history and notes, made on the pages themselves. */
async function write(): Promise<void> {
  await page.goto(`${guild}/snippets`);
  await page.getByRole("link", { name: "Add a snippet" }).click();
  await page.getByLabel("Name").fill("rank");
  await page.getByLabel("Text").fill("Hi {{user}}, which rank did you have?");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The snippet is saved.").waitFor();
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await page.getByLabel("Text").fill("Hi {{user}},\nwhich rank did you have, and since when?");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The snippet is changed.").waitFor();
  await page.goto(`${guild}/notes?user=${scene.mara.id}`);
  await page.getByLabel("Add a note").fill("Lost her rank in the move; was a captain.");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Noted.").waitFor();
}

test("snippets and notes can be written, and each kind of page is readable in both themes, on a phone, and by axe", async () => {
  await write();
  const pages: Record<string, string> = {
    overview: `${guild}/overview`,
    "a snippet": `${guild}/snippets/rank`,
    "a snippet's form": `${guild}/snippets/rank/edit`,
    "a user's notes": `${guild}/notes/${scene.mara.id}`,
    privacy: `${guild}/privacy?user=${scene.mara.id}`,
    "the page for everybody": `${stack.worker.url}/privacy`,
  };
  const faults: Record<string, string[]> = {};
  const tooWide: string[] = [];
  for (const [name, url] of Object.entries(pages)) {
    await page.goto(url);
    for (const summary of await page.locator("main summary").all()) await summary.click();
    faults[name] = await faultsOf(page);
    await page.setViewportSize({ width: 360, height: 740 });
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 360) tooWide.push(name);
    await keepPicture(name);
    await page.setViewportSize({ width: 1200, height: 860 });
  }
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(tooWide).toEqual([]);
  expect(complaints).toEqual([]);
}, 90_000);

/** For whoever wants to look: `PICTURES=<folder> npx vitest run test/browser/overview.test.ts`. */
async function keepPicture(name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const [width, colorScheme] of [
    [360, "light"],
    [1200, "light"],
    [1200, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: join(folder, `${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`),
      fullPage: true,
    });
  }
}
