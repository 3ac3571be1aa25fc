// What becomes of what people said: shown to them, sent to them, erased when they say so twice; deleted when a server
// doesn't keep it any longer, or is gone itself. On real D1 and R2.

import { expect, test } from "vitest";
import type { SeenMessage, Upload } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import { answerTo, closed, marked, openThread, type Scene, sees, settled, textOf, threadRow } from "./scene.ts";

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const DAY = 86_400_000;
const proof: Upload = { name: "proof.txt", contentType: "text/plain", bytes: new TextEncoder().encode("proof") };

/** Mara asked with a file, Jonas answered, noted something, and closed; what was said is in D1, R2 and the logs channel. */
async function closedThread(): Promise<void> {
  const { mara, jonas } = scene;
  const { channel } = await openThread(scene, "Where is my rank?");
  await marked(mara, "dm", mara.send("dm", "Here is proof", { files: [proof] }).id);
  await marked(jonas, channel, jonas.send(channel, "!r You have it back.").id);
  jonas.send(channel, "Seems honest");
  await settled(scene);
  await jonas.command(channel, "close", { reason: "Solved" });
  await closed(scene);
}

const count = async (table: string, where: string, ...values: unknown[]): Promise<number> => {
  const { db } = scene.worker;
  const row = await db
    .prepare(`SELECT count(*) AS count FROM ${table} WHERE ${where}`)
    .bind(...values)
    .first<{ count: number }>();
  return row?.count ?? -1;
};
const keptKeys = async (prefix: string): Promise<string[]> =>
  (await scene.worker.bucket.list({ prefix })).objects.map(({ key }) => key);
const messageIds = async (): Promise<string[]> => {
  const { results } = await scene.worker.db
    .prepare("SELECT id FROM messages WHERE user_id = ?")
    .bind(scene.mara.id)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
};
const logs = () => scene.jonas.messages(scene.logsChannelId).map(textOf);
/** Lets the schedule look after the scene's server now, as it was so many days ago. */
async function tend(change: string, ...values: unknown[]): Promise<void> {
  await scene.worker.db
    .prepare(`UPDATE guilds SET tend_at = 0${change} WHERE guild_id = ?`)
    .bind(...values, scene.guild.id)
    .run();
  await scene.worker.runSchedule();
}

test("a person sees what is kept where, gets it as a file, and has it erased when they say so twice", async () => {
  const { mara, jonas } = scene;
  await closedThread();
  const ids = await messageIds();
  const row = await threadRow(scene);
  await jonas.command(scene.guild.channel("general").id, "usernote add", { text: "Was a captain", user: mara.id });
  const { channel: open } = await openThread(scene, "One more thing");

  const shown = await answerTo(mara.command("dm", "modmail privacy"));
  expect(textOf(shown)).toContain("Northwind\n2 threads (1 open), 4 messages and 1 file");

  const sent = await answerTo(mara.click("dm", shown.id, "Send me my data"));
  const link = /https?:\S+\/privacy\/data\S+/.exec(sent.content)?.[0] ?? "";
  const [file] = sent.attachments;
  const [fromMessage, fromLink] = await Promise.all(
    [file?.url ?? "", link].map(async (url) => (await fetch(url)).json() as Promise<{ threads: object[] }>),
  );
  expect(fromMessage).toMatchObject({ kind: "modmail-personal-data", user: { id: mara.id } });
  // Each has links to files of its own.
  const said = (data?: { threads: object[] }) => JSON.stringify(data?.threads).replaceAll(/"link":"[^"]+"/g, "");
  expect(said(fromMessage)).toBe(said(fromLink));
  expect(JSON.stringify(fromMessage)).toContain("You have it back.");
  expect(JSON.stringify(fromMessage)).not.toMatch(/Seems honest|Was a captain/);

  const press = async (label: string): Promise<SeenMessage> => {
    await mara.click("dm", shown.id, label);
    return until(() => mara.messages("dm").find(({ id }) => id === shown.id), "the message is gone");
  };
  await press("Erase my data");
  await until(
    () => mara.messages("dm").some((message) => textOf(message).includes("Erase everything?")),
    "no question",
  );
  expect(await count("messages", "user_id = ?", mara.id)).toBeGreaterThan(0);
  await press("Erase everything");
  const receipt = await sees(mara, "dm", "Your data is erased");
  expect(textOf(receipt)).toContain("2 threads with 5 messages and 1 file");
  expect(textOf(receipt)).toContain("1 note that staff kept about you");

  for (const table of ["messages", "threads", "users", "memberships", "user_notes"]) {
    expect(await count(table, "user_id = ?", mara.id), table).toBe(0);
  }
  expect((await Promise.all(ids.map((id) => keptKeys(`attachments/${id}/`)))).flat()).toEqual([]);
  expect(await keptKeys(`transcripts/${scene.guild.id}/`)).toEqual([]);
  expect(await count("message_search", "thread_id = ?", row.id)).toBe(0);
  expect(scene.guild.channels().some(({ id }) => id === open)).toBe(false);
  expect(logs()).toEqual([
    "Thread #1 is erased: its user wanted their data deleted.",
    "Thread #2 is erased: its user wanted their data deleted.",
  ]);
  await until(async () => (await count("erasures", "user_id IS NULL AND done_at IS NOT NULL")) === 1, "it isn't done");
  // The link leads to nothing any more, and the next message begins anew.
  expect(await (await fetch(link)).json()).toMatchObject({ threads: [] });
  await openThread(scene, "Hello again");
  expect(await threadRow(scene)).toMatchObject({ number: 3, earlier_threads: 0 });
});

test("a server that keeps threads for thirty days loses them then, with what stands in its logs channel", async () => {
  await closedThread();
  const ids = await messageIds();
  await tend(", retention_days = 30");
  expect(await count("messages", "user_id = ?", scene.mara.id)).toBe(4);
  await scene.worker.db
    .prepare("UPDATE threads SET closed_at = closed_at - ? WHERE guild_id = ?")
    .bind(31 * DAY, scene.guild.id)
    .run();
  await tend(", purged_until = purged_until - ?", 31 * DAY);
  expect(await count("messages", "user_id = ?", scene.mara.id)).toBe(0);
  expect((await Promise.all(ids.map((id) => keptKeys(`attachments/${id}/`)))).flat()).toEqual([]);
  expect(await keptKeys(`transcripts/${scene.guild.id}/`)).toEqual([]);
  expect(logs()).toEqual([]);
  expect(await threadRow(scene)).toMatchObject({ number: 1, state: "closed", user_id: "0", close_reason: null });
});

test("a server that removed the bot is forgotten after thirty days, but not when the bot is back by then", async () => {
  await closedThread();
  scene.guild.removeBot();
  await tend("");
  expect(await count("guilds", "guild_id = ? AND left_at IS NOT NULL", scene.guild.id)).toBe(1);
  scene.guild.addBot();
  await tend(", left_at = left_at - ?", 31 * DAY);
  expect(await count("guilds", "guild_id = ? AND left_at IS NULL", scene.guild.id)).toBe(1);
  expect(await count("threads", "guild_id = ?", scene.guild.id)).toBe(1);

  scene.guild.removeBot();
  await tend("");
  await tend(", left_at = left_at - ?", 31 * DAY);
  for (const table of ["guilds", "threads", "memberships", "settings_changes"]) {
    expect(await count(table, "guild_id = ?", scene.guild.id), table).toBe(0);
  }
  expect(await count("messages", "user_id = ?", scene.mara.id)).toBe(0);
  expect(await keptKeys(`transcripts/${scene.guild.id}/`)).toEqual([]);
});
