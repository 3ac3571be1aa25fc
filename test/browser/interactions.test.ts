// Commands, buttons, selects and forms on the page, against a scripted bot.

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../playground/browser.ts";
import { script } from "./support/interactions-script.ts";
import { type PaneHandle, paneOf, type Scene, startScene } from "./support/scene.ts";

const commands = [
  {
    name: "modmail",
    description: "Configure Modmail",
    options: [
      {
        type: 1,
        name: "setup",
        description: "Set what it needs",
        options: [
          { type: 8, name: "staff-role", description: "Who answers", required: true },
          { type: 5, name: "enabled", description: "Switch it on" },
        ],
      },
      { type: 1, name: "status", description: "Check it" },
    ],
  },
  {
    name: "note",
    description: "Write a note",
    options: [{ type: 3, name: "text", description: "What", required: true }],
  },
  {
    name: "snippet",
    description: "Send a snippet",
    options: [{ type: 3, name: "name", description: "Which", required: true, autocomplete: true }],
  },
  { name: "broken", description: "Never answers well" },
];

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
  scene = await startScene(script);
  await scene.rest("PUT", `/applications/${scene.discord.application.id}/commands`, commands);
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(scene.playground.url);
  user = paneOf(page, "user");
  staff = paneOf(page, "staff");
  await staff.box.waitFor();
});
afterEach(async () => {
  await page.close();
  await scene.close();
});

async function botSays(body: object): Promise<void> {
  await scene.rest("POST", `/channels/${scene.guild.channel("general").id}/messages`, body);
}

const row = (...components: object[]) => [{ type: 1, components }];

test("a slash lists the commands, and a chosen one asks for its options with pickers", async () => {
  await staff.box.fill("/set");
  await staff.root.getByRole("option", { name: /\/modmail setup/ }).waitFor();
  expect(await staff.root.getByRole("option").count()).toBe(1);
  await staff.box.press("Enter");

  const form = staff.root.getByRole("form", { name: "Command /modmail setup" });
  await form.getByRole("button", { name: /^staff-role/ }).click();
  await form.getByRole("option", { name: "Support" }).click();
  await form.getByRole("button", { name: "+ enabled" }).click();
  await form.getByRole("button", { name: /^enabled/ }).click();
  await form.getByRole("option", { name: "True" }).click();
  await form.getByRole("button", { name: "Run /modmail setup" }).click();

  await staff.message("Saved.").getByText("Only you can see this").waitFor();
  await staff.message("Saved.").locator(".reply-line", { hasText: "Jonas used /modmail setup" }).waitFor();
  const [asked] = scene.bot.asked;
  expect(asked?.interaction).toMatchObject({
    data: {
      options: [
        {
          name: "setup",
          options: [
            { name: "staff-role", value: scene.supportRole },
            { name: "enabled", value: true },
          ],
        },
      ],
    },
  });
  await staff.root.getByRole("button", { name: "Dismiss message" }).click();
  await staff.message("Saved.").waitFor({ state: "detached" });
});

test("what only one person sees is not on the other side", async () => {
  await user.root.getByRole("button", { name: "Servers and channels" }).click();
  await user.root.getByRole("button", { name: "Northwind Guild", exact: true }).click();
  await user.channel("general").click();
  await staff.box.fill("/modmail setup");
  await staff.box.press("Enter");
  await staff.root.getByRole("button", { name: /^staff-role/ }).click();
  await staff.root.getByRole("option", { name: "Support" }).click();
  await staff.root.getByRole("button", { name: "Run /modmail setup" }).click();
  await staff.message("Saved.").waitFor();
  // Something that both see comes after it: by then the other side has read anew.
  await botSays({ content: "For everybody" });
  await user.message("For everybody").waitFor();
  expect(await user.message("Saved.").count()).toBe(0);
});

test("a command can be run with the keyboard alone, and a required option that is missing is named", async () => {
  await staff.box.fill("/note");
  await staff.box.press("Enter");
  const text = staff.root.getByRole("textbox", { name: "text" });
  await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
  await text.press("Enter");
  await staff.root.getByRole("alert").filter({ hasText: "This option is required." }).waitFor();
  await text.fill("Was here before.");
  await text.press("Enter");
  await staff.root.getByText("is thinking…").waitFor();
});

test("while somebody types, the bot's choices are offered and the chosen value is sent", async () => {
  await staff.box.fill("/snippet");
  await staff.box.press("Enter");
  await staff.root.getByRole("combobox", { name: "name" }).fill("ra");
  await staff.root.getByRole("option", { name: "How to get a rank" }).waitFor();
  await staff.root.getByRole("combobox", { name: "name" }).press("Enter");
  await staff.root.getByRole("combobox", { name: "name" }).press("Enter");
  await staff.message("Snippet sent.").waitFor();
  expect(scene.bot.asked.at(-1)?.interaction).toMatchObject({ data: { options: [{ name: "name", value: "rank" }] } });
});

test("a command that the bot fails to answer says that it did not respond", async () => {
  await staff.say("/broken");
  await staff.root.getByRole("button", { name: "Run /broken" }).click();
  await staff.root.getByRole("alert").filter({ hasText: "The application did not respond" }).waitFor();
});

test("a button changes its message, and one that is disabled can't be clicked", async () => {
  await botSays({
    content: "Who takes it?",
    components: row(
      { type: 2, style: 3, label: "Claim", custom_id: "claim", emoji: { name: "🙋" } },
      { type: 2, style: 2, label: "Later", custom_id: "later", disabled: true },
      { type: 2, style: 5, label: "Rules", url: "https://example.com/rules" },
    ),
  });
  expect(await staff.root.getByRole("button", { name: "Later" }).isDisabled()).toBe(true);
  expect(await staff.root.getByRole("link", { name: "Rules" }).getAttribute("href")).toBe("https://example.com/rules");
  await staff.root.getByRole("button", { name: "Claim" }).click();
  await staff.message("Claimed.").waitFor();
  expect(await staff.root.getByRole("button", { name: "Claim" }).count()).toBe(0);
});

test("a form takes the focus, checks its fields, leaves the other person alone and is answered", async () => {
  await botSays({
    content: "Done?",
    components: row({ type: 2, style: 4, label: "Close Thread", custom_id: "close" }),
  });
  await staff.root.getByRole("button", { name: "Close Thread" }).click();
  const dialog = staff.root.getByRole("dialog", { name: "Close this thread" });
  const reason = dialog.getByRole("textbox", { name: "Reason" });
  await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);

  await user.say("I can still write.");
  await user.message("I can still write.").waitFor();

  await reason.fill("ok");
  await dialog.getByRole("button", { name: "Submit" }).click();
  await dialog.getByText("Must be 3 or more in length.").waitFor();
  await reason.fill("Rank is back");
  await dialog.getByRole("button", { name: /^Topics/ }).click();
  await dialog.getByRole("option", { name: "Rank" }).click();
  await dialog.getByRole("option", { name: "Bug" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Submit" }).click();
  await staff.message("Closed.").waitFor();
  await dialog.waitFor({ state: "detached" });
  expect(scene.bot.asked.at(-1)?.interaction).toMatchObject({
    data: { components: [{ component: { value: "Rank is back" } }, { component: { values: ["rank", "bug"] } }] },
  });
});

test("Escape closes a form and the focus returns to the button that opened it", async () => {
  await botSays({
    content: "Done?",
    components: row({ type: 2, style: 4, label: "Close Thread", custom_id: "close" }),
  });
  const button = staff.root.getByRole("button", { name: "Close Thread" });
  await button.click();
  await staff.root.getByRole("textbox", { name: "Reason" }).press("Escape");
  await staff.root.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("a select is chosen from with arrow keys and Enter", async () => {
  await botSays({
    content: "Which server?",
    components: row({
      type: 3,
      custom_id: "server",
      placeholder: "Choose a server",
      options: [
        { label: "Northwind Guild", value: "1" },
        { label: "Pixel Forge", value: "2", description: "last used" },
      ],
    }),
  });
  await staff.root.getByRole("button", { name: /Choose a server/ }).press("Enter");
  await staff.root.getByRole("option", { name: "Northwind Guild", exact: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await staff.message("Pixel Forge it is.").waitFor();
  expect(scene.bot.asked.at(-1)?.interaction).toMatchObject({ data: { values: ["2"] } });
});

test("embeds and the newer components are drawn with their texts, fields and buttons", async () => {
  await botSays({
    embeds: [
      {
        color: 0x3fb27f,
        author: { name: "Mara" },
        title: "Thread 1",
        description: `Opened by <@${scene.mara.id}>, answered by <@&${scene.supportRole}>`,
        fields: [{ name: "Account", value: "<t:1500000000:D>", inline: true }],
        footer: { text: "Northwind Guild" },
      },
    ],
  });
  const embed = staff.root.locator(".embed");
  await embed.getByText("Opened by @Mara, answered by @Support").waitFor();
  expect(await embed.locator("dt").textContent()).toBe("Account");
  expect(await embed.locator("dd").textContent()).toBe("14 July 2017");

  await botSays({
    flags: 1 << 15,
    components: [
      {
        type: 17,
        accent_color: 0xf0b232,
        components: [
          {
            type: 9,
            components: [{ type: 10, content: "### Settings" }],
            accessory: { type: 2, style: 2, label: "Change", custom_id: "claim" },
          },
          { type: 14 },
          { type: 10, content: "-# Only admins may" },
        ],
      },
    ],
  });
  const container = staff.root.locator(".container");
  await container.getByText("Only admins may").waitFor();
  await container.getByRole("button", { name: "Change" }).click();
  await expect.poll(() => scene.bot.asked.at(-1)?.key).toBe("claim");
});
