// Without the Message Content intent: users are heard as always, and staff do everything that they do with it, by command,
// button, menu and mention. Where typing isn't available, the bot says so.

import { expect, test } from "vitest";
import { answerTo, sees, settled, textOf } from "./scene.ts";
import { tellStaffStories } from "./staff-stories.ts";

const place = tellStaffStories({ messageContent: false });

test("the header and /modmail status say what works here", async () => {
  const { scene, channel, header } = place();
  const footer = header.embeds[0]?.footer?.text;
  expect(footer).toContain("Typing isn't available here");
  expect(footer).toContain("/reply, the Reply button, or a mention: @bot r");
  const status = await answerTo(scene.jonas.command(channel, "modmail status"));
  expect(textOf(status)).toContain("Typed commands must begin with a mention of me");
});

test("staff who type among themselves are told once that it can't be read, and how to answer", async () => {
  const { scene, channel } = place();
  const { jonas, aiko } = scene;
  jonas.send(channel, "!r this can't be read");
  const told = await sees(jonas, channel, "it stays among staff");
  expect(told.content).toContain("a mention of me: @bot `r` and your text");
  aiko.send(channel, "nor this");
  await settled(scene);
  expect(jonas.messages(channel).filter((message) => textOf(message).includes("it stays among staff"))).toHaveLength(1);
});

test("staff who type directly are told that nothing was sent and send it from the menu, without the command in it", async () => {
  const { scene, channel } = place();
  const { jonas, mara, guild, worker } = scene;
  await worker.db.prepare("UPDATE guilds SET reply_command = 0 WHERE guild_id = ?").bind(guild.id).run();
  const typed = jonas.send(channel, "!r Hello, typed in vain");
  await sees(jonas, channel, "I can't read what is typed here");
  await answerTo(jonas.menu(channel, "Reply with this", typed.id));
  const copy = await sees(mara, "dm", "Hello, typed in vain");
  expect(copy.embeds[0]?.description).toBe("Hello, typed in vain");
});
