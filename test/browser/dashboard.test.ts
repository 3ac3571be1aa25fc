// The dashboard in Chromium: from the first page to a server in which Modmail works, with and without mouse, with and
// without JavaScript, in both themes, on a phone, and judged by axe.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Guild, Person } from "../fake-discord/api.ts";
import { launchBrowser } from "../playground/browser.ts";
import { signIn } from "../playground/sign-in.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { faultsOf, playInPage, tabTo } from "./support/dashboard.ts";

let stack: Stack;
let browser: Browser;
let dashboard: string;
let robin: Person;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ discord: { rateLimits: false } }), launchBrowser()]);
  dashboard = `${stack.worker.url}/dashboard`;
  robin = stack.discord.createUser({ username: "robin", globalName: "Robin" });
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

let servers = 0;
let guild: Guild;
let name: string;
beforeEach(() => {
  name = `Harbour ${++servers}`;
  guild = stack.discord.createGuild({ name, owner: robin });
  guild.createRole({ name: "Helpers" });
  guild.createRole({ name: "Captains" });
});

const inPage = (options: BrowserContextOptions, play: (page: Page) => Promise<void>) =>
  playInPage(browser, options, play);

test(
  "by keyboard alone and without JavaScript: the bot is added, the server configured, and Modmail works",
  () =>
    inPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(dashboard);
      await tabTo(page, "link", "Skip to the content");
      await page.keyboard.press("Enter");
      await tabTo(page, "link", "Sign in with Discord");
      await page.keyboard.press("Enter");
      await agree(page);
      await page.waitForURL(/workspaces$/);
      await tabTo(page, "link", `Add Modmail to ${name}`);
      await page.keyboard.press("Enter");
      await agree(page);
      await page.getByRole("heading", { name: "Authorized" }).waitFor();

      await page.goto(dashboard);
      const server = await tabTo(page, "link", name);
      expect(await server.evaluate((link) => getComputedStyle(link, "::after").outlineStyle)).toBe("solid");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Modmail is off" }).waitFor();
      await tabTo(page, "link", "Configure");
      await page.keyboard.press("Enter");
      await tabTo(page, "checkbox", "Enable Modmail");
      await page.keyboard.press("Space");
      const role = await tabTo(page, "combobox", "Staff role needed to switch Modmail on");
      expect(await role.evaluate((select) => getComputedStyle(select).outlineStyle)).toBe("solid");
      await page.keyboard.type("@H");
      await tabTo(page, "textbox", "Prefix");
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type("?");
      // Enter saves, whatever other buttons there are: the category is missing still.
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Nothing was saved" }).waitFor();
      await tabTo(page, "button", "Create what's missing");
      await page.keyboard.press("Enter");
      await page.getByText("Made what was missing").waitFor();
      await tabTo(page, "button", "Save");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Modmail is on" }).waitFor();
      await page.getByText("Prefix from ! → to ?").waitFor();
    }),
  60_000,
);

/** On Discord's page, by keyboard. */
async function agree(page: Page): Promise<void> {
  await page.waitForURL(/oauth2/);
  await tabTo(page, "radio", "Robin");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Authorize");
  await page.keyboard.press("Enter");
}

test("with JavaScript the workspace menu closes by Escape, and what isn't saved isn't left without a question", () =>
  inPage({}, async (page) => {
    guild.addBot();
    const other = stack.discord.createGuild({ name: `Other ${servers}`, owner: robin });
    other.addBot();
    await signIn(page, dashboard, "Robin");
    await page.getByRole("main").getByRole("link", { name, exact: true }).click();
    const menu = page.locator("details.workspace");
    await menu.locator("summary").press("Enter");
    await menu.getByRole("link", { name: other.name }).waitFor();
    await page.keyboard.press("Escape");
    await menu.getByRole("link", { name: other.name }).waitFor({ state: "hidden" });
    await menu.locator("summary").click();
    await menu.getByRole("link", { name: other.name }).click();
    await page.waitForURL(new RegExp(other.id));

    await page.getByRole("link", { name: "Configure" }).click();
    await page.getByLabel("Prefix").fill("?");
    const asked = page.waitForEvent("dialog");
    const leaving = page.getByRole("link", { name: "Cancel" }).click();
    await (await asked).accept();
    await leaving;
    await page.waitForURL(/settings$/);
  }));

test(
  "axe finds no serious fault on any page in either theme, and nothing sticks out sideways on a phone",
  () =>
    inPage({ reducedMotion: "reduce" }, async (page) => {
      guild.addBot();
      const faults: Record<string, string[]> = {};
      const tooWide: string[] = [];
      const look = async (what: string) => {
        faults[what] = await faultsOf(page);
        await page.setViewportSize({ width: 390, height: 844 });
        if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 390) tooWide.push(what);
        await page.setViewportSize({ width: 1280, height: 800 });
      };
      await page.goto(`${dashboard}?notice=cancelled`);
      await look("landing");
      await signIn(page, dashboard, "Robin");
      await look("workspaces");
      await page.goto(`${dashboard}/${guild.id}/settings/configure`);
      await page.getByLabel("Prefix").fill("/");
      await page.getByRole("button", { name: "Save" }).click();
      await look("the form, with errors");
      await page.getByLabel("Prefix").fill("?");
      await page.getByLabel("Greeting").fill("W".repeat(300));
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/done=saved/);
      await page.locator("details.workspace summary").click();
      await look("the settings, with a log and the menu open");
      expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(tooWide).toEqual([]);
    }),
  60_000,
);
