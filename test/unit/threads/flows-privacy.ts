// The flows of the cut-off matrix that delete: what a person or an admin asked for, what a server doesn't keep any longer,
// a server that removed the bot.

import { closeThread } from "../../../worker/threads/close.ts";
import { askErasure, receiptGiven } from "../../../worker/threads/erase-user.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { addSnippet } from "../../../worker/threads/snippets.ts";
import { tendServers } from "../../../worker/threads/tend-servers.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, IVO, JONAS, MARA, sampleFile } from "../ports/samples.ts";
import type { Flow } from "./cut.ts";
import { changed, withMessage } from "./flow-events.ts";
import { conversation, MINUTE, nextId, screenshot, write } from "./scenes.ts";

const DAY = 24 * 60 * MINUTE;

async function close(world: MemoryPorts): Promise<void> {
  for (const { channelId, state } of [...world.tables.threads]) {
    if (state !== "open" || channelId === null) continue;
    const found = await world.store.threadByChannel(channelId, "");
    if (found) await closeThread(world.ports, found, JONAS, "Solved");
  }
}

/** Mara had a thread that was closed, and has an open one; staff noted something about her. Ivo has one, too. */
export const muchKept = changed(conversation, async (world) => {
  await close(world);
  world.clock.pass(30 * MINUTE);
  world.join(IVO);
  await receiveUserMessage(world.ports, write(world, { userId: IVO, channelId: dmOf(IVO) }));
  await receiveUserMessage(world.ports, write(world, { content: "One more thing", attachments: [screenshot(world)] }));
  await world.store.addUserNote(
    GUILD,
    MARA,
    { id: "1", author: { id: JONAS, name: "Jonas" }, text: "Honest.", at: 0 },
    9,
  );
  world.clock.pass(30 * MINUTE);
});

/** As the door does it: the receipt is shown, then it is noted that it was. */
async function ask(world: MemoryPorts, wish: Pick<Parameters<typeof askErasure>[1], "id" | "guildId" | "by">) {
  const { went } = await askErasure(world.ports, { ...wish, userId: MARA, dmChannelId: dmOf(MARA) });
  if (went === null) return;
  const notice = { notice: "erased", went, guildName: null } as const;
  await world.ports.discord.tellUser(dmOf(MARA), notice, `e${wish.id}`);
  await receiptGiven(world.ports, wish.id);
}

const asking = (wish: Pick<Parameters<typeof askErasure>[1], "guildId" | "by">): Flow => ({
  ...withMessage(muchKept, (world) => {
    const id = nextId();
    return () => ask(world, { id, ...wish });
  }),
  repeatedBy: "person",
  isTaken: (world) => world.tables.erasures.length > 0,
});

const tending = (prepare: () => Promise<MemoryPorts>): Flow => ({
  ...withMessage(prepare, (world) => () => tendServers(world.ports)),
  repeatedBy: "schedule",
});

export const PRIVACY_FLOWS: Record<string, Flow> = {
  "a user has their data erased": asking({ guildId: null, by: null }),
  "an admin has a user's data erased": asking({ guildId: GUILD, by: { id: AIKO, name: "Aiko" } }),
  "the schedule deletes what a server doesn't keep any longer": tending(
    changed(muchKept, async (world) => {
      world.addServer({ retentionDays: 30 });
      await close(world);
      await tendServers(world.ports);
      world.clock.pass(31 * DAY);
    }),
  ),
  "the schedule forgets a server that removed the bot": tending(
    changed(muchKept, async (world) => {
      const file = sampleFile({ id: "920000000000000002", url: "https://cdn.example/map.png" });
      world.files.cdn.set(file.url, new Uint8Array([1]));
      const by = { id: AIKO, name: "Aiko" };
      await addSnippet(world.ports, { id: "1", guildId: GUILD, name: "map", by }, { text: "", files: [file] });
      world.discord.away.add(GUILD);
      await tendServers(world.ports);
      world.clock.pass(31 * DAY);
    }),
  ),
};
