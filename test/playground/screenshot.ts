// README's pictures, on the running product, in both themes: each moment of the story, then the dashboard's pages.
// `node test/playground/screenshot.ts <folder>`

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "./browser.ts";
import { haveHistory } from "./history.ts";
import { tellLongStory } from "./long-story.ts";
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
  const { northwind, people } = scene;
  await tellLongStory(scene);
  await haveHistory(stack.worker.db, northwind.guild.id, [people.jonas, people.aiko], 3);
  await page.setViewportSize({ width: 1200, height: 860 });
  const dashboard = `${stack.worker.url}/dashboard`;
  await signIn(page, dashboard, "Robin");
  const server = `${dashboard}/${northwind.guild.id}`;
  const newest = `${server}/threads/${await newestThread()}`;
  const pages = {
    workspaces: `${dashboard}/workspaces`,
    settings: `${server}/settings`,
    configure: `${server}/settings/configure`,
    threads: `${server}/threads`,
    thread: newest,
    overview: `${server}/overview`,
    snippets: `${server}/snippets`,
    notes: `${server}/notes`,
    privacy: `${server}/privacy?user=${people.mara.id}`,
    "privacy-notice": `${stack.worker.url}/privacy`,
  };
  for (const [name, url] of Object.entries(pages)) {
    await page.goto(url);
    // What was said, not the head above it.
    if (name === "thread") await page.locator(".conversation").evaluate((talk) => talk.scrollIntoView());
    await inBothThemes(`dashboard-${name}`, (colorScheme) =>
      page.emulateMedia({ colorScheme, reducedMotion: "reduce" }),
    );
  }
} finally {
  await browser.close();
  await playground.close();
  await stack.close();
}

async function newestThread(): Promise<string> {
  const row = await stack.worker.db.prepare("SELECT id FROM threads WHERE state = 'open'").first<{ id: string }>();
  if (row === null) throw new Error("no thread is open");
  return row.id;
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
