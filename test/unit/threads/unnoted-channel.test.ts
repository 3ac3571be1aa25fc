// Staff see a thread's channel the moment Discord has it. What they type there before the thread knows its channel, which
// is later still when Discord's answer was cut off, isn't lost.

import { expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { createMemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, JONAS, MARA, STAFF_ROLE, userMessage } from "../ports/samples.ts";

function typed(content: string, channelId: string) {
  const author = { id: JONAS, name: "Jonas", avatarUrl: null };
  const { kind: _, userId: __, ...message } = userMessage({ author, content, channelId });
  return { message, guildId: GUILD, roleIds: [STAFF_ROLE] };
}

/** Discord makes the channel, and its answer never arrives. */
async function withUnnotedChannel() {
  const world = createMemoryPorts();
  world.addServer();
  world.join(MARA);
  let channelId = "";
  world.intercept(async (name, run) => {
    const made = await run();
    if (name !== "discord.createThreadChannel") return made;
    ({ channelId } = (made as { value: { channelId: string } }).value);
    throw new Later(2, "Discord failed");
  });
  await expect(receiveUserMessage(world.ports, userMessage())).rejects.toThrow(Later);
  world.intercept((_name, run) => run());
  return { world, channelId };
}

test("a reply typed into a channel that its thread doesn't know yet is delivered once it does", async () => {
  const { world, channelId } = await withUnnotedChannel();
  const reply = typed("!r Which rank was it?", channelId);
  await expect(receiveStaffMessage(world.ports, reply)).rejects.toThrow(Later);
  await finishCutOff(world.ports);
  expect(world.thread()).toMatchObject({ state: "open", channelId });
  expect(await receiveStaffMessage(world.ports, reply)).toMatchObject({ outcome: "delivered" });
  expect(world.dm().filter((text) => text.includes("Which rank was it?"))).toHaveLength(1);
});

test("while a thread can't be opened until someone mends it, what is typed elsewhere isn't held up", async () => {
  const { world, channelId } = await withUnnotedChannel();
  await world.store.release(world.thread().id, "category-full", world.clock.now() + 60_000);
  const typedElsewhere = typed("!r too late", `${channelId}7`);
  expect(await receiveStaffMessage(world.ports, typedElsewhere)).toMatchObject({ outcome: "no-thread" });
});
