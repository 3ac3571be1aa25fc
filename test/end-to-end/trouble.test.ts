// What admins break: a full category, missing permissions, deleted roles, categories and logs channels. Staff and user
// learn what happened, no message is lost, and all is delivered once it is mended.

import { expect, test } from "vitest";
import { eachInItsScene } from "./each-in-its-scene.ts";
import {
  answerTo,
  closed,
  marked,
  marksOn,
  openThread,
  type Scene,
  sees,
  settled,
  textOf,
  threadChannel,
  threadRow,
} from "./scene.ts";

const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const MANAGE_CHANNELS = 1n << 4n;

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const useCategory = (id: string) =>
  scene.worker.db.prepare("UPDATE guilds SET category_id = ? WHERE guild_id = ?").bind(id, scene.guild.id).run();
/** Lets the waiting time pass and runs the schedule. */
const retry = async () => {
  await scene.worker.db.prepare("UPDATE threads SET lease_until = 0").run();
  await scene.worker.runSchedule();
};

const causes = [
  {
    cause: "a full category",
    says: "The Modmail category is full",
    breakIt: () => {
      for (let number = 0; number < 50; number++) {
        scene.guild.createTextChannel(`filler-${number}`, { parentId: scene.categoryId });
      }
    },
    mend: () => scene.guild.deleteChannel(scene.guild.channel("filler-7").id),
  },
  {
    cause: "a missing permission",
    says: "I lack a permission",
    breakIt: () => scene.guild.setBotPermissions(VIEW | SEND | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 6n)),
    mend: () => scene.guild.setBotPermissions(1n << 3n),
  },
  {
    cause: "a deleted category",
    says: "The Modmail category is gone",
    breakIt: () => scene.guild.deleteChannel(scene.categoryId),
    mend: () => useCategory(scene.guild.createCategory("new home").id),
  },
  {
    cause: "a deleted staff role",
    says: "The staff role or the admin role is gone",
    breakIt: () => scene.guild.deleteRole(scene.staffRoleId),
    mend: async () => {
      const role = scene.guild.createRole({ name: "New support" });
      scene.guild.setMemberRoles(scene.jonas, [role.id]);
      await scene.worker.db
        .prepare("UPDATE guilds SET staff_role_id = ? WHERE guild_id = ?")
        .bind(role.id, scene.guild.id)
        .run();
    },
  },
] as const;

test.each(causes)(
  "keeps a first DM while there is $cause, says so once, and delivers it when mended",
  async (given) => {
    const { mara, jonas, logsChannelId } = scene;
    given.breakIt();
    const sent = [mara.send("dm", "first try"), mara.send("dm", "second try")];
    await sees(mara, "dm", "I couldn't reach the staff of **Northwind** just now");
    await sees(jonas, logsChannelId, given.says);
    await settled(scene);
    for (const message of sent) expect(marksOn(mara, "dm", message.id)).toBe(0);

    await given.mend();
    await retry();
    const channel = await threadChannel(scene);
    for (const message of sent) await marked(mara, "dm", message.id);
    const copies = jonas.messages(channel).flatMap((message) => message.embeds[0]?.description ?? []);
    expect(copies).toEqual(["first try", "second try"]);
    const told = (who: typeof mara, where: string, text: string) =>
      who.messages(where).filter((message) => textOf(message).includes(text)).length;
    expect(told(mara, "dm", "I couldn't reach")).toBe(1);
    expect(told(jonas, logsChannelId, given.says)).toBe(1);
    expect(await threadRow(scene)).toMatchObject({ trouble: null, number: 1 });
  },
);

test("delivers waiting messages with the user's next message, too", async () => {
  const { mara, jonas, guild } = scene;
  guild.setBotPermissions(VIEW | SEND);
  mara.send("dm", "waiting");
  await sees(mara, "dm", "I couldn't reach the staff");
  await settled(scene);
  guild.setBotPermissions(1n << 3n);
  mara.send("dm", "again");
  const channel = await threadChannel(scene);
  await sees(jonas, channel, "again");
  const copies = jonas.messages(channel).flatMap((message) => message.embeds[0]?.description ?? []);
  expect(copies).toEqual(["waiting", "again"]);
});

test("tells a user who asks for a thread what it means for them, not what admins have to mend", async () => {
  const { mara, guild, jonas, logsChannelId } = scene;
  guild.deleteChannel(scene.categoryId);
  const answer = await answerTo(mara.command(guild.channel("general").id, "modmail open"));
  expect(textOf(answer)).toContain("The staff of **Northwind** can't be reached just now");
  expect(textOf(answer)).not.toContain("category");
  await sees(jonas, logsChannelId, "The Modmail category is gone");
});

test("opens and closes without a logs channel; a deleted one is owed the entry and gets it when chosen anew", async () => {
  const { mara, jonas, guild } = scene;
  guild.deleteChannel(scene.logsChannelId);
  const { channel } = await openThread(scene);
  await sees(jonas, channel, "I couldn't write to the logs channel");
  await answerTo(jonas.command(channel, "close", { reason: "done" }));
  await closed(scene);
  expect(await threadRow(scene)).toMatchObject({ log_state: "owed" });
  await sees(mara, "dm", "is closed");

  const logs = guild.createTextChannel("new-logs");
  await scene.worker.db
    .prepare("UPDATE guilds SET logs_channel_id = ? WHERE guild_id = ?")
    .bind(logs.id, guild.id)
    .run();
  await retry();
  await sees(scene.robin, logs.id, "Thread #1 closed");
  expect(await threadRow(scene)).toMatchObject({ log_state: "posted", state: "closed" });
});

test("closes a thread whose channel it may not delete, and asks staff to delete it", async () => {
  const { jonas, guild } = scene;
  const { channel } = await openThread(scene);
  guild.setOverwrites(channel, [
    { id: guild.id, type: 0, deny: VIEW },
    { id: scene.staffRoleId, type: 0, allow: VIEW | SEND },
    { id: scene.discord.application.bot.id, type: 1, allow: VIEW | SEND, deny: MANAGE_CHANNELS },
  ]);
  await answerTo(jonas.command(channel, "close"));
  await closed(scene);
  await sees(jonas, channel, "this channel couldn't be deleted");
});
