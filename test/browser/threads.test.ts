// Threads on the dashboard in Chromium: found, read with their files, answered; new messages come by themselves; what
// strangers write does nothing; judged by axe, on a phone and in both themes.

import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Scene, sceneIn, sees, threadChannel } from "../end-to-end/scene.ts";
import type { Person } from "../fake-discord/api.ts";
import { launchBrowser } from "../playground/browser.ts";
import { signIn } from "../playground/sign-in.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { faultsOf, playInPage } from "./support/dashboard.ts";

let stack: Stack;
let browser: Browser;
let scene: Scene;
let threads: string;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ discord: { rateLimits: false } }), launchBrowser()]);
  scene = await sceneIn(stack);
  threads = `${stack.worker.url}/dashboard/${scene.guild.id}/threads`;
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

let users = 0;
/** In need, and new to the server. */
let user: Person;
let name: string;
beforeEach(() => {
  name = `Mara ${++users}`;
  user = stack.discord.createUser({ username: `mara_in_need_${users}`, globalName: name });
  scene.guild.addMember(user);
});

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PICTURE = { name: "proof.png", contentType: "image/png", bytes: PNG };

/** An open thread in which this was said, and its channel. */
async function opened(text: string, files: (typeof PICTURE)[] = []): Promise<string> {
  user.send("dm", text, { files });
  const channel = await threadChannel(scene, user.user.username);
  await sees(scene.jonas, channel, text.slice(0, 30));
  return channel;
}

const asJonas = async (page: Page) => {
  await signIn(page, `${stack.worker.url}/dashboard`, scene.jonas.user.global_name ?? "");
  await page.goto(threads);
};

test(
  "staff find a thread, read it with its files, and answer; what comes meanwhile appears by itself",
  () =>
    playInPage(browser, {}, async (page) => {
      const archive = { name: "logs.zip", contentType: "application/zip", bytes: Buffer.from("bytes") };
      const channel = await opened("Hi, I am **missing** my rank. Here is proof:", [PICTURE, archive]);
      scene.jonas.send(channel, "a known one");
      await sees(scene.aiko, channel, "a known one");
      await stack.worker.db.prepare("UPDATE messages SET sent_at = sent_at - 600000").run();
      await asJonas(page);
      await page.getByLabel("Words that were said").fill("missing rank");
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name }).click();

      await page.locator(".conversation strong", { hasText: "missing" }).waitFor();
      const picture = page.getByRole("img", { name: "proof.png" });
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "logs.zip" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("logs.zip");

      await page.getByLabel(`Message to ${name}, or note among staff`).fill("Which rank?");
      await page.getByRole("button", { name: "Send reply" }).dblclick();
      await page.getByText(`Sent to ${name}.`).waitFor();
      await sees(user, "dm", "Which rank?");
      await sees(scene.aiko, channel, "Which rank?");
      expect(user.messages("dm").filter(({ embeds }) => embeds[0]?.description === "Which rank?")).toHaveLength(1);

      const [first] = user.messages("dm").filter(({ content }) => content.startsWith("Hi, I am"));
      user.send("dm", "Captain, since yesterday", { replyTo: first?.id ?? "" });
      const answer = page.locator("article", { hasText: "Captain, since yesterday" });
      await answer.waitFor();
      await answer.getByRole("link", { name: /^Answers/ }).click();
      // What it answers was said long ago, but stands on this page: nothing has to be loaded to see it.
      expect(await page.locator("article:target").textContent()).toContain("missing");
      expect(page.url()).not.toContain("at=");
      await page.getByLabel(`Message to ${name}, or note among staff`).fill("Looks honest");
      await page.getByRole("button", { name: "Add note for staff" }).click();
      await page.locator("article.note", { hasText: "Looks honest" }).waitFor();
      await sees(scene.aiko, channel, "Looks honest");
      expect(await page.locator("article").evaluateAll((all) => all.map(({ id }) => id))).toHaveLength(5);

      // On paper stands what was said, and nothing to press.
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("article:visible").count()).toBe(5);
      expect(await page.locator("button:visible, input:visible, textarea:visible, nav a:visible").count()).toBe(0);
    }),
  60_000,
);

test(
  "without JavaScript a thread is read and answered all the same",
  () =>
    playInPage(browser, { javaScriptEnabled: false }, async (page) => {
      await opened("Hello?");
      await asJonas(page);
      await page.getByRole("link", { name }).click();
      await page.getByRole("button", { name: "Claim", exact: true }).click();
      await page.getByText("You have claimed this thread.").waitFor();
      await page.getByLabel(`Message to ${name}, or note among staff`).fill("Hello!");
      await page.getByRole("button", { name: "Send anonymously" }).click();
      await page.getByText(`Sent to ${name}.`).waitFor();
      user.send("dm", "Who is that?");
      await expect
        .poll(async () => {
          await page.getByRole("link", { name: "Refresh" }).click();
          return page.locator("article").count();
        })
        .toBe(3);
    }),
  60_000,
);

test(
  "what strangers write runs nothing and breaks nothing",
  () =>
    playInPage(browser, {}, async (page) => {
      const attacks = [
        '<img src=x onerror="document.title=1"><script>document.title=1</script>',
        "[x](javascript:document.title=1) <javascript:document.title=1>",
        "</div></main><svg onload=document.title=1>",
        "\u202egpj.exe \u2067",
        "W".repeat(2000),
        `${"> ".repeat(200)}${"*_".repeat(300)}${"||".repeat(200)}`,
      ];
      const channel = await opened(attacks[0] ?? "");
      for (const attack of attacks.slice(1)) user.send("dm", attack);
      const svg = {
        name: "a.svg",
        contentType: "image/svg+xml",
        bytes: Buffer.from("<svg onload='document.title=1'/>"),
      };
      const fake = { name: "b.png", contentType: "image/png", bytes: Buffer.from("<script>document.title=1</script>") };
      user.send("dm", "the last", { files: [svg, fake] });
      await sees(scene.jonas, channel, "the last");
      await asJonas(page);
      await page.getByRole("link", { name }).click();
      await page.locator("article", { hasText: "the last" }).waitFor();
      expect(await page.locator(".conversation > article").count()).toBe(attacks.length + 1);
      await page.locator("article", { hasText: "the last" }).scrollIntoViewIfNeeded();
      await page.getByText("(the file can't be shown").waitFor();
      expect(
        await page
          .locator(".conversation")
          .evaluate((talk) => [...talk.querySelectorAll("script, svg, [onerror]")].length),
      ).toBe(0);
      for (const link of await page
        .locator(".conversation a")
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))) {
        expect(link).toMatch(/^https?:/);
      }
      expect(await page.title()).toMatch(/^Thread #/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
      // As a page to take away, opened by itself.
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Page", exact: true }).click(),
      ]);
      await page.goto("about:blank");
      await page.setContent(await readFile(await download.path(), "utf8"));
      expect(await page.locator("article").count()).toBe(attacks.length + 1);
      expect(await page.title()).toMatch(/^Thread #/);
    }),
  60_000,
);

test(
  "axe finds no serious fault on the pages of threads, and nothing sticks out sideways on a phone",
  () =>
    playInPage(browser, { reducedMotion: "reduce" }, async (page) => {
      const channel = await opened(
        "Hi, I am missing my rank. See https://example.com/a-rather-long-address/that-goes-on",
        [PICTURE],
      );
      scene.jonas.send(channel, "!r Which **one**?");
      await sees(user, "dm", "Which");
      scene.jonas.send(channel, "a known one ||maybe||");
      await scene.robin.command(channel, "claim");
      const faults: Record<string, string[]> = {};
      const tooWide: string[] = [];
      const look = async (what: string) => {
        faults[what] = await faultsOf(page);
        await page.setViewportSize({ width: 390, height: 844 });
        if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 390) tooWide.push(what);
        await page.setViewportSize({ width: 1280, height: 800 });
      };
      await signIn(page, `${stack.worker.url}/dashboard`, scene.robin.user.global_name ?? "");
      await page.goto(threads);
      await look("the list");
      await page.goto(`${threads}?words=rank`);
      await look("what was found");
      await page.getByRole("link", { name }).click();
      await page.locator("article.note").waitFor();
      await look("the thread, as an admin");
      expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(tooWide).toEqual([]);
    }),
  60_000,
);
