// README's pictures: plays the story on the running product and saves each moment in both themes.
// `node test/playground/screenshot.ts <folder>`

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./browser.ts";
import { playStory } from "./play-story.ts";
import { configure, createScene } from "./scene.ts";
import { startPlayground } from "./server.ts";
import { startStack } from "./stack.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error("Name the folder for the pictures: node test/playground/screenshot.ts <folder>");
await mkdir(folder, { recursive: true });

const stack = await startStack();
const scene = createScene(stack.discord);
await configure(scene);
const playground = await startPlayground({ discord: stack.discord, ...scene });
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(20_000);
try {
  await page.goto(playground.url);
  await playStory(page, async (moment) => {
    await page.mouse.move(0, 0);
    for (const theme of ["dark", "light"]) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      const path = join(folder, `${moment}-${theme}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
  });
} finally {
  await browser.close();
  await playground.close();
  await stack.close();
}
