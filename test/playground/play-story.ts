// Plays the story on the page, as a person would: for the browser test and for README's pictures.

import type { Locator, Page } from "playwright-core";
import { answer, question, reason, reply } from "./story.ts";

/** Moments at which the page is worth looking at, in order. */
export type Moment = "asked" | "opened" | "conversation" | "closing" | "closed";

/** Resolves when Mara was told that her thread is closed; rejects at the first step that isn't seen in time. */
export async function playStory(page: Page, at: (moment: Moment) => Promise<void> = async () => {}): Promise<void> {
  const user = page.locator(".pane.user");
  const staff = page.locator(".pane.staff");

  // 1. Mara writes to the bot, which asks for the server.
  await say(user, question);
  await user.locator(".message .dropdown-trigger").click();
  await user.getByRole("option", { name: /Northwind Guild/ }).waitFor();
  await at("asked");
  await user.getByRole("option", { name: /Northwind Guild/ }).click();

  // 2. Staff see the new channel, and one of them claims the thread.
  await staff.locator(".channel", { hasText: "modmail-mara" }).click();
  await message(staff, question).waitFor();
  await at("opened");
  await staff.getByRole("button", { name: "Claim", exact: true }).click();
  await staff.getByRole("button", { name: "Unclaim", exact: true }).waitFor();

  // 3. They talk.
  await say(staff, `!r ${answer}`);
  await message(user, answer).waitFor();
  await say(user, reply);
  await message(staff, reply).waitFor();
  await message(user, reply).getByRole("button", { name: "✅, 1" }).waitFor();
  await at("conversation");

  // 4. The thread is closed: its channel goes, the transcript stays.
  await staff.getByRole("button", { name: "Close Thread" }).click();
  const form = staff.getByRole("dialog");
  await form.getByRole("textbox").fill(reason);
  await at("closing");
  await form.getByRole("button", { name: "Submit" }).click();
  await message(user, reason).waitFor();
  await staff.locator(".channel", { hasText: "modmail-mara" }).waitFor({ state: "detached" });
  await staff.locator(".channel", { hasText: "modmail-logs" }).click();
  await staff.getByRole("link", { name: /transcript.*\.html/ }).waitFor();
  await at("closed");
}

async function say(pane: Locator, text: string): Promise<void> {
  const box = pane.getByRole("textbox", { name: /^Message [@#]/ });
  await box.fill(text);
  await box.press("Enter");
}

function message(pane: Locator, text: string): Locator {
  return pane.locator(".message", { hasText: text }).last();
}
