// How the page stands on different screens: themes, a phone's width, the guide; and that it loads nothing from elsewhere.

import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../playground/browser.ts";
import { paneOf, type Scene, startScene } from "./support/scene.ts";

let browser: Browser;
let scene: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  scene = await startScene({}, [
    { side: "user", text: "Say hello to the bot.", action: "send", fill: "Hello!" },
    { side: "staff", text: "Answer in #general.", action: "send" },
  ]);
});
afterEach(() => scene.close());

test("the theme follows the system until someone chooses, and the choice is remembered", async () => {
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(scene.playground.url);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await expect.poll(theme).toBe("light");
  await page.getByRole("button", { name: "Switch to the dark theme" }).click();
  await expect.poll(theme).toBe("dark");
  await page.reload();
  await expect.poll(theme).toBe("dark");
  await context.close();
});

test("on a phone the two sides are tabs, and nothing sticks out sideways", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(scene.playground.url);
  const user = paneOf(page, "user");
  const staff = paneOf(page, "staff");
  await user.box.waitFor();
  expect(await staff.box.isVisible()).toBe(false);
  await page.getByRole("button", { name: /Jonas the staff/ }).click();
  await staff.box.waitFor();
  expect(await user.box.isVisible()).toBe(false);

  await staff.root.getByRole("button", { name: "Servers and channels" }).click();
  await staff.channel("general").click();
  await staff.channel("general").waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
});

test("the page says that it is a local playground and guides through what to try", async () => {
  const page = await browser.newPage();
  await page.goto(scene.playground.url);
  await page.getByText("a pretend Discord on this computer. Nothing here leaves it.").waitFor();
  await page.getByText("Say hello to the bot.").waitFor();
  await page.getByRole("button", { name: "Put it in the box" }).click();
  await paneOf(page, "user").box.press("Enter");
  await page.getByText("Answer in #general.").waitFor();
  await paneOf(page, "staff").say("Welcome!");
  await page.getByText("That was the whole story.").waitFor();
  await page.close();
});

test("nothing is asked of any other host, and nothing is against the content security policy", async () => {
  const page = await browser.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(scene.playground.url);
  await paneOf(page, "user").say("Hello");
  await paneOf(page, "user").message("Hello").waitFor();
  expect([...hosts]).toEqual([new URL(scene.playground.url).origin]);
  expect(complaints).toEqual([]);
  await page.close();
});

test("a page that was away catches up when the playground answers again", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(scene.playground.url);
  const user = paneOf(page, "user");
  await user.box.waitFor();
  await context.setOffline(true);
  scene.mara.send("dm", "Written elsewhere");
  await context.setOffline(false);
  await user.message("Written elsewhere").waitFor();
  await context.close();
});
