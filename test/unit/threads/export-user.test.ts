// What a person gets when they ask for their data: everything that they saw, and nothing that they didn't.

import { expect, test } from "vitest";
import type { PersonalData } from "../../../worker/domain/personal-data.ts";
import { exportUser, exportWithin } from "../../../worker/threads/export-user.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { conversation, noServer, typed } from "./scenes.ts";

async function exported(world: MemoryPorts, guildId: string | null = null): Promise<PersonalData> {
  let text = "";
  for await (const piece of exportUser(world.ports, { userId: MARA, guildId })) text += piece;
  return JSON.parse(text) as PersonalData;
}

test("both sides' messages in order, with files that can be fetched, and how staff saw them", async () => {
  const world = await conversation();
  const data = await exported(world);
  expect(data).toMatchObject({
    kind: "modmail-personal-data",
    version: 1,
    user: { id: MARA, dmChannelId: dmOf(MARA) },
  });
  expect(data.threads).toHaveLength(1);
  const [thread] = data.threads;
  expect(thread).toMatchObject({ server: { name: "Northwind" }, number: 1, closedAt: null, you: { username: "mara" } });
  expect(thread?.messages.map(({ from, content }) => [from, content])).toEqual([
    ["you", "Hi, I am missing my rank."],
    ["Jonas", "Which rank?"],
    ["you", "Captain."],
  ]);
  expect(thread?.messages.at(-1)?.files).toMatchObject([{ name: "screenshot.png", size: 4 }]);
  expect(thread?.messages.at(-1)?.files[0]?.link).toMatch(/^https?:/);
});

test("notes among staff and names behind anonymous replies are never in it", async () => {
  const world = await conversation();
  world.addServer({ anonymous: "forced" });
  await receiveStaffMessage(world.ports, typed(world, "!r We are on it."));
  const text = JSON.stringify(await exported(world));
  expect(text).toContain('"from":"Northwind","content":"We are on it."');
  expect(text).not.toMatch(/Looks honest|870000000000000001/);
});

test("one server's part is only that", async () => {
  const world = await conversation();
  expect((await exported(world, GUILD)).threads).toHaveLength(1);
  expect((await exported(world, OTHER_GUILD)).threads).toEqual([]);
});

test("nothing kept is an empty document, not none", async () => {
  expect(await exported(await noServer())).toMatchObject({ user: { id: MARA, dmChannelId: null }, threads: [] });
});

test("what is larger than a message may be isn't made at all", async () => {
  const world = await conversation();
  const whose = { userId: MARA, guildId: null };
  const whole = await exportWithin(world.ports, whose, 10_000);
  expect(JSON.parse((await whole?.text()) ?? "")).toEqual(await exported(world));
  expect(await exportWithin(world.ports, whose, (whole?.size ?? 0) - 1)).toBeNull();
});
