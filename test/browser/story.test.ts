// The owner's story as a newcomer plays it: on the page of `npm start`, with the real Worker and relay behind it.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../playground/browser.ts";
import { type Moment, playStory } from "../playground/play-story.ts";
import { configure, createScene } from "../playground/scene.ts";
import { type Playground, startPlayground } from "../playground/server.ts";
import { type Stack, startStack } from "../playground/stack.ts";

let browser: Browser;
let stack: Stack;
let playground: Playground;

beforeAll(async () => {
  browser = await launchBrowser();
  stack = await startStack();
  const scene = createScene(stack.discord);
  await configure(scene);
  playground = await startPlayground({
    discord: stack.discord,
    ...scene,
    dashboard: `${stack.worker.url}/dashboard`,
  });
});
afterAll(async () => {
  await playground?.close();
  await stack?.close();
  await browser?.close();
});

test("Mara writes and picks the server, staff claim and answer, the thread is closed, the transcript stays", async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
  await page.goto(playground.url);
  const seen: Moment[] = [];
  await playStory(page, async (moment) => {
    seen.push(moment);
  });
  expect(seen).toEqual(["asked", "opened", "conversation", "closing", "closed"]);
  await page.getByText("That was the whole story").waitFor();

  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Dashboard" }).click();
  await (await opened).getByRole("link", { name: "Sign in with Discord" }).waitFor();
  await page.context().close();
}, 60_000);
