// Stickers, voice messages, polls, forwards, menus, typing, emoji of servers on the page. One scene for all of them.

import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../playground/browser.ts";
import { type PaneHandle, paneOf, type Scene, startScene } from "./support/scene.ts";

const answer = (content: string) => () => ({ type: 4, data: { content } }) as const;
interface Uploaded {
  resolved: { attachments: Record<string, { filename: string }> };
}

const upload = { type: 19, custom_id: "files", max_values: 2 };

let browser: Browser;
let scene: Scene;
let page: Page;
let general: string;
let user: PaneHandle;
let staff: PaneHandle;

beforeAll(async () => {
  scene = await startScene({
    "/Reply with this": answer("Reply noted."),
    "/Open a thread": answer("Thread opened."),
    attach: () => ({
      type: 9,
      data: { custom_id: "form", title: "Attach", components: [{ type: 18, label: "Files", component: upload }] },
    }),
    form: answer("Files came."),
  });
  await scene.rest("PUT", `/applications/${scene.discord.application.id}/commands`, [
    { type: 3, name: "Reply with this" },
    { type: 2, name: "Open a thread" },
  ]);
  scene.guild.createEmoji("anchor");
  scene.guild.createSticker("Rope", { format: "gif" });
  general = scene.guild.channel("general").id;
  browser = await launchBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(scene.playground.url);
  user = paneOf(page, "user");
  staff = paneOf(page, "staff");
  await staff.box.waitFor();
});
afterAll(async () => {
  await browser.close();
  await scene.close();
});

const extras = async (pane: PaneHandle): Promise<Locator> => {
  await pane.root.getByRole("button", { name: "Sticker, voice message or poll" }).click();
  return pane.root.locator(".composer .menu-panel");
};
const more = async (text: string): Promise<Locator> => {
  await staff.message(text).hover();
  await staff.message(text).getByRole("button", { name: "More", exact: true }).click();
  return staff.message(text).locator(".menu-panel");
};
const isLoaded = (picture: Locator) =>
  expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

test("a sticker is chosen from the menu and shown as a picture, a Lottie one by its name", async () => {
  await (await extras(staff)).getByRole("button", { name: "Send the sticker Rope" }).click();
  await isLoaded(staff.root.locator(".scroller").getByRole("img", { name: "Sticker Rope" }));
  await (await extras(user)).getByRole("button", { name: "Send the sticker Wave" }).click();
  await user.message("Wave (animated sticker)").waitFor();
});

test("a voice message can be played for as long as it says", async () => {
  await (await extras(user)).getByRole("button", { name: /^Voice message/ }).click();
  const message = user.message("Voice message, 0:03");
  await expect.poll(() => message.locator("audio").evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(3);
  expect(await message.locator(".waveform rect").count()).toBe(48);
});

test("a poll is posted, voted on, and the vote taken back", async () => {
  const panel = await extras(staff);
  await panel.getByRole("textbox", { name: "Question" }).fill("When do we raid?");
  await panel.getByRole("textbox", { name: "Answers" }).fill("Tonight\n\nTomorrow");
  await panel.getByRole("button", { name: "Post the poll" }).click();
  const poll = staff.root.getByRole("region", { name: "Poll: When do we raid?" });
  await poll.getByRole("button", { name: "Tonight 0" }).click();
  await poll.getByRole("button", { name: "Tonight 1", pressed: true }).click();
  await poll.getByRole("button", { name: "Tonight 0", pressed: false }).waitFor();
  await poll.getByText(/^0 votes · ends/).waitFor();
});

test("a message is forwarded to the bot with what was in it", async () => {
  scene.mara.send(general, "The **map** is here", { files: [{ name: "map.txt", bytes: new Uint8Array(3) }] });
  await (await more("The map is here")).getByRole("button", { name: /^@Modmail/ }).click();
  await expect.poll(() => scene.jonas.messages("dm").at(-1)?.message_snapshots?.length).toBe(1);
  scene.mara.forward(general, scene.mara.messages(general).at(-1)?.id ?? "", "dm");
  const forward = user.message("Forwarded");
  await forward.getByRole("link", { name: "map.txt" }).waitFor();
  expect(await forward.locator("strong", { hasText: "map" }).count()).toBe(1);
});

test("the bot's commands are in the menus of messages and people", async () => {
  const { id } = scene.mara.send(general, "Something to answer");
  await (await more("Something to answer")).getByRole("button", { name: "Reply with this" }).click();
  await staff.message("Reply noted.").locator(".reply-line", { hasText: "used Reply with this" }).waitFor();
  await staff.root.getByRole("button", { name: "Menu of Mara" }).last().click();
  await staff.root.getByRole("button", { name: "Open a thread" }).click();
  await staff.message("Thread opened.").waitFor();
  const targets = scene.bot.asked.map(({ interaction }) => (interaction.data as { target_id?: string }).target_id);
  expect(targets).toEqual([id, scene.mara.id]);
});

test("who types is named, until their message comes", async () => {
  scene.mara.startTyping(general);
  await staff.root.locator(".typing", { hasText: "Mara is typing…" }).waitFor();
  scene.mara.send(general, "There it is");
  await staff.message("There it is").waitFor();
  expect(await staff.root.locator(".typing").textContent()).toBe("");
  await staff.box.pressSequentially("Hm");
  await expect.poll(() => scene.mara.typists(general)).toEqual([scene.jonas.id]);
  await staff.box.fill("");
});

test("a server's emoji is a picture in texts and reactions, and a reaction is taken back by pressing it again", async () => {
  await staff.say("Ahoy :anchor:");
  await isLoaded(staff.message("Ahoy").getByRole("img", { name: ":anchor:" }));
  await staff.message("Ahoy").hover();
  await staff.message("Ahoy").getByRole("button", { name: "Add reaction" }).click();
  await staff.root.getByRole("button", { name: "React with :anchor:" }).click();
  const mine = staff.message("Ahoy").getByRole("button", { name: "anchor, 1", pressed: true });
  await mine.click();
  await mine.waitFor({ state: "detached" });
});

test("a form takes files, which arrive with its answer", async () => {
  const button = { type: 2, style: 1, label: "Attach", custom_id: "attach" };
  const panel = { content: "Files?", components: [{ type: 1, components: [button] }] };
  await scene.rest("POST", `/channels/${general}/messages`, panel);
  await staff.root.getByRole("button", { name: "Attach", exact: true }).click();
  const dialog = staff.root.getByRole("dialog", { name: "Attach" });
  const file = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("abc") });
  await dialog.locator("input[type=file]").setInputFiles([file("a.txt"), file("b.txt")]);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await staff.message("Files came.").waitFor();
  const data = scene.bot.asked.at(-1)?.interaction.data as Uploaded | undefined;
  const names = Object.values(data?.resolved.attachments ?? {}).map(({ filename }) => filename);
  expect(names).toEqual(["a.txt", "b.txt"]);
});
