// Short ways to change what was said, as the doors hand it over.

import { snowflakeAt } from "../../../worker/domain/message.ts";
import type { NewMessage } from "../../../worker/threads/ports.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { openThread, typed, write } from "./scenes.ts";

/** An open thread in which Mara wrote "One" and Jonas typed "!r Two", both delivered. */
export async function said(change: Partial<NewMessage> = {}) {
  const world = await openThread();
  const one = write(world, { content: "One", ...change });
  await receiveUserMessage(world.ports, one);
  const two = typed(world, "!r Two");
  await receiveStaffMessage(world.ports, two);
  return { world, one, two };
}

/** The id of what somebody does at this moment. */
export const actId = (world: MemoryPorts): string => snowflakeAt(world.clock.now());

export const kept = (world: MemoryPorts, id: string) => {
  const message = world.tables.messages.find((candidate) => candidate.id === id);
  if (!message) throw new Error(`nothing is kept of ${id}`);
  return message;
};

/** What staff type as an answer to a message in the channel. */
export const answering = (world: MemoryPorts, content: string, answersId: string) =>
  typed(world, content, { answersId });
