// Without the Message Content intent: users are heard as always, staff answer by command and button, and the bot says
// where typing isn't available.

import { afterAll, beforeAll, expect, test } from "vitest";
import { answerTo, modalOf, openThread, type Scene, sees, startScene, textOf } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ messageContent: false });
});
afterAll(() => scene.close());

test("says so in the header, hears the user, and delivers /reply and the Reply button", async () => {
  const { mara, jonas } = scene;
  const { channel, header } = await openThread(scene);
  expect(textOf(header)).toContain("Typing isn't available here");

  jonas.send(channel, "!r this can't be read");
  await answerTo(jonas.command(channel, "reply", { text: "By command" }));
  await sees(mara, "dm", "By command");
  const modal = await modalOf(jonas.click(channel, header.id, "Reply"));
  await answerTo(jonas.submit(modal, { text: "By modal" }));
  await sees(mara, "dm", "By modal");
  expect(mara.messages("dm").some((message) => textOf(message).includes("can't be read"))).toBe(false);
});

test("tells staff who type directly that nothing was sent", async () => {
  const { jonas, guild, worker } = scene;
  await worker.db.prepare("UPDATE guilds SET reply_command = 0 WHERE guild_id = ?").bind(guild.id).run();
  const channel = guild.channel("modmail-mara").id;
  jonas.send(channel, "hello user");
  await sees(jonas, channel, "I can't read what is typed here");
});
