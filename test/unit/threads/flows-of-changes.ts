// The flows in which people change what they said: edits and deletions. Part of flows.ts. (A reaction that is cut off is
// dropped.)

import { deleteMessage } from "../../../worker/threads/delete-message.ts";
import { deleteMissing } from "../../../worker/threads/delete-missing.ts";
import { deleteReply } from "../../../worker/threads/delete-reply.ts";
import { editReply } from "../../../worker/threads/edit-reply.ts";
import { editTypedMessage } from "../../../worker/threads/edit-typed-message.ts";
import { editUserMessage } from "../../../worker/threads/edit-user-message.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, JONAS, MARA } from "../ports/samples.ts";
import type { Flow } from "./cut.ts";
import { changed, withMessage } from "./flow-events.ts";
import { conversation, MINUTE, refuse, typed, write } from "./scenes.ts";

type Event = (world: MemoryPorts) => () => Promise<unknown>;

const last = ({ tables }: MemoryPorts, kind: "user" | "reply" | "note") => {
  const message = tables.messages.findLast((candidate) => candidate.kind === kind);
  if (!message) throw new Error(`there is no ${kind}`);
  return message;
};

const userEdits: Event = (world) => {
  const edited = { ...last(world, "user"), kind: "user" as const, content: "Captain, I think." };
  const at = world.clock.now();
  return () => editUserMessage(world.ports, edited, at);
};

/** As staff's client sends it: with the command in front. */
const staffEdit: Event = (world) => {
  const { id } = last(world, "reply");
  const given = typed(world, "!r Which rank, please?");
  const at = world.clock.now();
  return () => editTypedMessage(world.ports, { ...given, message: { ...given.message, id } }, at);
};

const deletes =
  (kind: "user" | "reply" | "note"): Event =>
  (world) => {
    const { id } = last(world, kind);
    return () => deleteMessage(world.ports, id);
  };

const types =
  (content: string): Event =>
  (world) => {
    const given = typed(world, content);
    return () => receiveStaffMessage(world.ports, given);
  };

/** `/edit` and `/delete`: whoever asked sees that it failed, and asks again unless it is kept. */
const asks = (change: "edit" | "delete"): Flow => ({
  ...withMessage(conversation, (world) => {
    const reply = last(world, "reply");
    const at = world.clock.now();
    return async () => {
      const found = await world.ports.store.threadByChannel(world.thread().channelId ?? "", "");
      const person = { id: JONAS, access: "staff" as const };
      if (!found) return;
      if (change === "edit") await editReply(world.ports, found, person, reply, { content: "Which one?", at });
      else await deleteReply(world.ports, found, person, reply, at);
    };
  }),
  repeatedBy: "person",
  isTaken: (world) => last(world, "reply").editedAt !== undefined || last(world, "reply").deletedAt !== undefined,
});

const byRelay = (prepare: () => Promise<MemoryPorts>, event: Event): Flow => ({
  ...withMessage(prepare, event),
  repeatedBy: "relay",
});

/** What Mara wrote couldn't be shown until a permission was mended; meanwhile she edited it. */
const editedWhileItWaited = changed(conversation, async (world) => {
  const channelId = world.thread().channelId ?? "";
  refuse(channelId, "missing-permission")(world);
  const message = write(world, { content: "One" });
  await receiveUserMessage(world.ports, message);
  await editUserMessage(world.ports, { ...message, content: "Won" }, world.clock.now());
  refuse(channelId, null)(world);
  world.clock.pass(10 * MINUTE);
});

export const CHANGES: Record<string, Flow> = {
  "a user edits a message": byRelay(conversation, userEdits),
  "the schedule delivers what was edited while it had to wait": {
    ...withMessage(editedWhileItWaited, (world) => () => finishCutOff(world.ports)),
    repeatedBy: "schedule",
  },
  "staff edit what they typed": byRelay(conversation, staffEdit),
  "staff edit what they typed to a user whose DMs are closed": byRelay(
    changed(conversation, refuse(dmOf(MARA), "dm-closed")),
    staffEdit,
  ),
  "staff edit a reply by typing": byRelay(conversation, types("!edit Which one?")),
  "staff edit a reply by a command": asks("edit"),
  "a user deletes a message": byRelay(conversation, deletes("user")),
  "staff delete what they typed": byRelay(conversation, deletes("reply")),
  "staff delete a reply by typing": byRelay(conversation, types("!delete")),
  "staff delete a reply by a command": asks("delete"),
  "deletions that nobody heard of are found": byRelay(conversation, (world) => {
    const [first] = world.tables.messages;
    const ids = [first?.id ?? ""];
    const seen = { channelId: dmOf(MARA), guildId: null, userId: MARA, ids, after: "0", upTo: last(world, "user").id };
    return () => deleteMissing(world.ports, seen);
  }),
};
