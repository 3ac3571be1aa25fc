// What two people see of each other on the page: messages, channels that come and go, replies, edits, reactions, files.

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../playground/browser.ts";
import { type PaneHandle, paneOf, type Scene, startScene } from "./support/scene.ts";

let browser: Browser;
let scene: Scene;
let page: Page;
let user: PaneHandle;
let staff: PaneHandle;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  scene = await startScene({});
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(scene.playground.url);
  user = paneOf(page, "user");
  staff = paneOf(page, "staff");
  await user.box.waitFor();
  await staff.box.waitFor();
});
afterEach(async () => {
  await page.close();
  await scene.close();
});

test("Enter sends the message to the bot's DM, and Shift+Enter breaks the line", async () => {
  await user.box.fill("Hi,");
  await user.box.press("Shift+Enter");
  await user.box.pressSequentially("I am missing my rank.");
  await user.box.press("Enter");
  await user.message("I am missing my rank.").waitFor();
  expect(scene.mara.messages("dm").map(({ content }) => content)).toEqual(["Hi,\nI am missing my rank."]);
  expect(await user.box.inputValue()).toBe("");
});

test("a message of the bot arrives without anybody reloading", async () => {
  await scene.rest("POST", `/channels/${scene.mara.dm()}/messages`, { content: "How can we help?" });
  await user.message("How can we help?").waitFor();
  expect(await user.message("How can we help?").locator(".app-tag").textContent()).toBe("APP");
});

test("a channel that staff may see appears live, is marked unread, and is read when it is opened", async () => {
  const channel = await scene.rest<{ id: string }>("POST", `/guilds/${scene.guild.id}/channels`, {
    name: "modmail-mara",
    permission_overwrites: [
      { id: scene.guild.id, type: 0, deny: "1024", allow: "0" },
      { id: scene.supportRole, type: 0, deny: "0", allow: "1024" },
      { id: scene.discord.application.id, type: 1, deny: "0", allow: "3072" },
    ],
  });
  await scene.rest("POST", `/channels/${channel.id}/messages`, { content: "A new thread" });

  const unread = staff.root.getByRole("button", { name: "modmail-mara, unread" });
  await unread.click();
  await staff.message("A new thread").waitFor();
  await staff.root.getByRole("button", { name: "modmail-mara", exact: true }).waitFor();
  await user.root.getByRole("button", { name: "Servers and channels" }).click();
  await user.root.getByRole("button", { name: "Northwind Guild", exact: true }).click();
  await user.channel("general").waitFor();
  expect(await user.channel("modmail-mara").count()).toBe(0);
});

test("when the open channel is deleted, the server's first channel takes its place", async () => {
  const { id } = scene.guild.createTextChannel("short-lived");
  await staff.channel("short-lived").click();
  await staff.root.getByRole("heading", { name: "short-lived" }).waitFor();
  scene.guild.deleteChannel(id);
  await staff.root.locator(".chat").getByRole("heading", { name: "general" }).waitFor();
  expect(await staff.channel("short-lived").count()).toBe(0);
});

test("what may not be sent is refused in words and stays in the box", async () => {
  const general = scene.guild.channel("general").id;
  scene.guild.setOverwrites(general, [{ id: scene.guild.id, type: 0, deny: 1n << 11n }]);
  await staff.root.getByRole("button", { name: /^Be Mara/ }).click();
  await staff.say("Hello?");
  await staff.root.getByRole("alert").filter({ hasText: "permission to send messages" }).waitFor();
  expect(await staff.box.inputValue()).toBe("Hello?");
  await staff.root.getByRole("button", { name: "Dismiss message" }).click();
  expect(await staff.root.getByRole("alert").count()).toBe(0);
});

test("a reply shows what it answers, and an edit says so", async () => {
  scene.mara.send(scene.guild.channel("general").id, "Is anybody here?");
  await staff.message("Is anybody here?").hover();
  await staff.message("Is anybody here?").getByRole("button", { name: "Reply" }).click();
  await staff.root.getByText("Replying to Mara").waitFor();
  await staff.say("I am.");
  await staff.message("I am.").locator(".reply-line", { hasText: "Is anybody here?" }).waitFor();

  await staff.message("I am.").hover();
  await staff.message("I am.").getByRole("button", { name: "Edit" }).click();
  await staff.root.getByRole("textbox", { name: "Edit message" }).fill("We are.");
  await staff.root.getByRole("textbox", { name: "Edit message" }).press("Enter");
  await staff.message("We are.").getByText("(edited)").waitFor();

  await staff.message("We are.").hover();
  await staff.message("We are.").getByRole("button", { name: "Delete" }).click();
  await staff.message("We are.").waitFor({ state: "detached" });
});

test("reactions are counted for everybody", async () => {
  const message = scene.mara.send(scene.guild.channel("general").id, "We won!");
  await staff.message("We won!").hover();
  await staff.message("We won!").getByRole("button", { name: "Add reaction" }).click();
  await staff.root.getByRole("button", { name: "React with 🎉" }).click();
  await staff.root.getByRole("button", { name: "🎉, 1", pressed: true }).waitFor();
  scene.mara.react(scene.guild.channel("general").id, message.id, "🎉");
  await staff.root.getByRole("button", { name: "🎉, 2" }).waitFor();
});

test("files are sent along, pictures are shown and others can be opened", async () => {
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await user.root.locator(".box input[type=file]").setInputFiles([
    { name: "rank.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") },
    { name: "log.txt", mimeType: "text/plain", buffer: Buffer.from("nothing special") },
  ]);
  await user.root.getByRole("list", { name: "Files to send" }).getByText("rank.png").waitFor();
  await user.say("See here");
  const picture = user.message("See here").getByRole("img", { name: "rank.png" });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  const link = user.message("See here").getByRole("link", { name: "log.txt" });
  expect(await (await fetch((await link.getAttribute("href")) ?? "")).text()).toBe("nothing special");
});

test("a name that is typed can be completed and mentions its owner", async () => {
  await staff.box.pressSequentially("Hello @mar");
  await staff.root.getByRole("option", { name: "Mara" }).waitFor();
  await staff.box.press("Enter");
  expect(await staff.box.inputValue()).toBe("Hello @Mara ");
  await staff.box.press("Enter");
  await staff.message("Hello").locator(".mention", { hasText: "@Mara" }).waitFor();
  const [sent] = scene.mara.messages(scene.guild.channel("general").id);
  expect(sent?.mentions.map(({ id }) => id)).toEqual([scene.mara.id]);
});

test("what people write can't become markup of the page", async () => {
  await user.say('<img src=x onerror="document.title=`owned`"> [click](javascript:alert(1)) **bold**');
  const message = user.message("onerror");
  await message.locator("strong", { hasText: "bold" }).waitFor();
  expect(await message.locator("img").count()).toBe(0);
  expect(await message.locator("a").count()).toBe(0);
  expect(await page.title()).toBe("Modmail playground");
});
