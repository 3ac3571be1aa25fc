// Answers: a message that answers another points at the same one on the other side, and never tells who isn't to know.

import { expect, test } from "vitest";
import { closeThread } from "../../../worker/threads/close.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { JONAS, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { answering, kept, said } from "./changes.ts";
import { typed, write } from "./scenes.ts";

const copyOf = (world: MemoryPorts, id: string) => kept(world, id).copyIds[0] ?? "";
/** What the copy of a message answers, as its reader sees it. */
const answered = (world: MemoryPorts, id: string) => world.discord.answers.get(copyOf(world, id));

async function userAnswers(world: MemoryPorts, answersId: string) {
  const message = write(world, { content: "That one.", answersId });
  await receiveUserMessage(world.ports, message);
  return message.id;
}
async function staffAnswer(world: MemoryPorts, answersId: string, content = "!r That one?") {
  const given = answering(world, content, answersId);
  await receiveStaffMessage(world.ports, given);
  return given.message.id;
}

test("a user's answer points at the staff's message, or at the copy of their own", async () => {
  const { world, one, two } = await said();
  const toReply = await userAnswers(world, copyOf(world, two.message.id));
  expect(answered(world, toReply)).toEqual({ messageId: two.message.id });
  expect(kept(world, toReply).answersId).toBe(two.message.id);
  expect(answered(world, await userAnswers(world, one.id))).toEqual({ messageId: copyOf(world, one.id) });
});

test("a staff answer points at the user's message, or at the copy of what staff said", async () => {
  const { world, one, two } = await said();
  expect(answered(world, await staffAnswer(world, copyOf(world, one.id)))).toEqual({ messageId: one.id });
  expect(answered(world, await staffAnswer(world, two.message.id))).toEqual({
    messageId: copyOf(world, two.message.id),
  });
});

test.each([
  ["interaction", "the answer to the command was never noted"],
  ["dashboard", "the channel doesn't show it yet"],
])("what has no message on the other side is quoted to staff (%s: %s)", async (source) => {
  const { world, two } = await said();
  Object.assign(kept(world, two.message.id), { source });
  expect(answered(world, await userAnswers(world, copyOf(world, two.message.id)))).toEqual({ quote: "Two" });
});

test("a note is never quoted to the user", async () => {
  const { world } = await said();
  const note = typed(world, "between us");
  await receiveStaffMessage(world.ports, note);
  const answer = await staffAnswer(world, note.message.id);
  expect(answered(world, answer)).toBeUndefined();
  expect(kept(world, answer).answersId).toBe(note.message.id);
});

test("a reply that was taken back isn't quoted to the user either", async () => {
  const { world, two } = await said();
  await receiveStaffMessage(world.ports, typed(world, "!delete"));
  expect(answered(world, await staffAnswer(world, two.message.id))).toBeUndefined();
});

test("an answer to what the bot said itself, or to nothing that is known, is just a message", async () => {
  const { world } = await said();
  expect(answered(world, await userAnswers(world, "880000000000000999"))).toBeUndefined();
  const header = world.thread().headerMessageId ?? "";
  expect(answered(world, await staffAnswer(world, header))).toBeUndefined();
});

test("in the next thread with the same server an earlier message is quoted, with another server it isn't", async () => {
  for (const [guildId, expected] of [
    [undefined, { quote: "Two" }],
    [OTHER_GUILD, undefined],
  ] as const) {
    const { world, two } = await said();
    const copy = copyOf(world, two.message.id);
    const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
    if (found) await closeThread(world.ports, found, JONAS, null);
    if (guildId) {
      world.addServer({ enabled: false });
      world.addServer({ guildId, guildName: "Southwind", logsChannelId: null });
      world.join(MARA, guildId);
    }
    const answer = await userAnswers(world, copy);
    expect(kept(world, answer)).toMatchObject({ state: "delivered", answersId: two.message.id });
    expect(answered(world, answer)).toEqual(expected);
  }
});
