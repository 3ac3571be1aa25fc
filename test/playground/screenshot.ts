// README's pictures, on the running product, in both themes: each moment of the story, then the dashboard's pages.
// `node test/playground/screenshot.ts <folder>`

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./browser.ts";
import { playStory } from "./play-story.ts";
import { configure, createScene } from "./scene.ts";
import { startPlayground } from "./server.ts";
import { signIn } from "./sign-in.ts";
import { startStack } from "./stack.ts";

const THEMES = ["dark", "light"] as const;

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
  await playStory(page, (moment) =>
    inBothThemes(moment, (theme) =>
      page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme),
    ),
  );
  await page.setViewportSize({ width: 1200, height: 860 });
  await signIn(page, `${stack.worker.url}/dashboard`, "Robin");
  const settings = `${stack.worker.url}/dashboard/${scene.northwind.guild.id}/settings`;
  const pages = { workspaces: page.url(), settings, configure: `${settings}/configure` };
  for (const [name, url] of Object.entries(pages)) {
    await page.goto(url);
    await inBothThemes(`dashboard-${name}`, (colorScheme) =>
      page.emulateMedia({ colorScheme, reducedMotion: "reduce" }),
    );
  }
} finally {
  await browser.close();
  await playground.close();
  await stack.close();
}

async function inBothThemes(name: string, show: (theme: (typeof THEMES)[number]) => Promise<void>): Promise<void> {
  await page.mouse.move(0, 0);
  for (const theme of THEMES) {
    await show(theme);
    const path = join(folder ?? "", `${name}-${theme}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
}
