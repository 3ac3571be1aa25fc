// With the Message Content intent: everything that staff do by command, button, menu, mention and by typing.

import { expect, test } from "vitest";
import { answerTo, sees, settled, textOf } from "./scene.ts";
import { tellStaffStories } from "./staff-stories.ts";

const place = tellStaffStories({ messageContent: true });

test("a server's own prefix works everywhere, also in the header; the old one is talk", async () => {
  const { scene, channel } = place();
  const { jonas, mara, worker, guild } = scene;
  await worker.db.prepare("UPDATE guilds SET prefix = '?' WHERE guild_id = ?").bind(guild.id).run();
  jonas.send(channel, "!r with the old one");
  jonas.send(channel, "?r with the new one");
  await sees(mara, "dm", "with the new one");
  await jonas.command(channel, "claim");
  const header = await sees(jonas, channel, "Answer with ?r");
  expect(textOf(header)).toContain("?help lists the commands");
  await worker.db.prepare("UPDATE guilds SET prefix = '!' WHERE guild_id = ?").bind(guild.id).run();
  expect(mara.messages("dm").some((message) => textOf(message).includes("the old one"))).toBe(false);
});

test("a note that is sent from the menu becomes a reply: the transcript has it once", async () => {
  const { scene, channel } = place();
  const { jonas, mara, worker } = scene;
  const talk = jonas.send(channel, "Captain it is.");
  await settled(scene);
  await answerTo(jonas.menu(channel, "Reply with this", talk.id));
  await sees(mara, "dm", "Captain it is.");
  const { results } = await worker.db.prepare("SELECT kind FROM messages WHERE content = 'Captain it is.'").all();
  expect(results).toEqual([{ kind: "reply" }]);
});

test("where replies are always anonymous, no path shows a name, and asking for it is refused", async () => {
  const { scene, channel } = place();
  const { jonas, mara, worker, guild } = scene;
  await worker.db.prepare("UPDATE guilds SET anonymous = 'forced' WHERE guild_id = ?").bind(guild.id).run();
  jonas.send(channel, "!r in the server's name");
  const copy = await sees(mara, "dm", "in the server's name");
  expect(copy.embeds[0]?.author?.name).toBe("Staff of Northwind");
  jonas.send(channel, "!rr in my own name");
  await sees(jonas, channel, "Replies are always anonymous in this server");
  const refused = await answerTo(jonas.command(channel, "reply", { text: "mine", anonymous: false }));
  expect(textOf(refused)).toContain("Nothing was sent. Replies are always anonymous");
  await worker.db.prepare("UPDATE guilds SET anonymous = 'off' WHERE guild_id = ?").bind(guild.id).run();
});

test("when typing goes to the user, a word behind the prefix that is no command doesn't", async () => {
  const { scene, channel } = place();
  const { jonas, mara, worker, guild } = scene;
  await worker.db.prepare("UPDATE guilds SET reply_command = 0 WHERE guild_id = ?").bind(guild.id).run();
  jonas.send(channel, "!ban Mara");
  const answer = await sees(jonas, channel, "`ban` isn't one of my commands.");
  expect(answer.content).toContain("To send it as it is, begin with `!r`.");
  jonas.send(channel, "!!! great news");
  await sees(mara, "dm", "!!! great news");
  expect(mara.messages("dm").some((message) => textOf(message).includes("ban Mara"))).toBe(false);
});
