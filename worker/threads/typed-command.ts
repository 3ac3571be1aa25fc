// A command that staff typed and that is no message: it does what its slash command or button does, and says in the
// channel what came of it.

import { type Access, isStaff } from "../domain/access.ts";
import type { StaffNotice } from "../domain/notice.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { ActionCommand, Typing } from "../domain/staff-message.ts";
import { mayAnswer, type Thread } from "../domain/thread.ts";
import { asksToCloseOtherwise } from "../domain/typed-commands.ts";
import { claim, takeOver, unclaim } from "./claim.ts";
import { closeThread } from "./close.ts";
import { deleteReply } from "./delete-reply.ts";
import { editReply } from "./edit-reply.ts";
import { findReply, type Meant } from "./find-reply.ts";
import type { FoundThread, Kept, Ports } from "./ports.ts";

interface Typed {
  found: FoundThread;
  person: { id: string; access: Access };
  /** When it was typed. */
  sentAt: number;
  /** The message that the command was typed as an answer to. */
  answersId?: string;
  /** What followed the command's name. */
  rest: string;
}
type Tell = (notice: StaffNotice) => Promise<unknown>;

/** What is to be said in the end; null when all is said. */
type Done = Promise<Result<StaffNotice | null, Refusal>>;

/** Each may be cut off and repeated: D1 decides, and what is said comes with the same nonce. */
const COMMANDS: Record<ActionCommand, (ports: Ports, typed: Typed, tell: Tell) => Done> = {
  async claim(ports, { found, person }) {
    const isTheirs = found.thread.claimedBy === person.id;
    const claimed = isTheirs ? ok(found.thread) : await claim(ports, found, person);
    return inHeader(ports, found, claimed, { notice: "claimed", by: person.id });
  },

  async unclaim(ports, typed) {
    const { found, person } = typed;
    const unclaimed = claimedLater(typed) ?? (await unclaim(ports, found, person));
    return inHeader(ports, found, unclaimed, { notice: "unclaimed", by: person.id });
  },

  async takeover(ports, typed, tell) {
    const { found, person } = typed;
    const from = found.thread.claimedBy;
    if (from === null || from === person.id) return COMMANDS.claim(ports, typed, tell);
    const taken = claimedLater(typed) ?? (await takeOver(ports, found, person, from));
    return inHeader(ports, found, taken, { notice: "taken-over", by: person.id, from });
  },

  async close(ports, { found, person, rest }, tell) {
    const { thread } = found;
    const closing = { notice: "closing", by: person.id } as const;
    // Cut off and repeated: the schedule finishes it.
    if (thread.state === "closing" && thread.closedBy === person.id) return ok(closing);
    const allowed = mayAnswer(thread, person);
    if (!allowed.ok) return allowed;
    if (asksToCloseOtherwise(rest)) return no({ reason: "closes-at-once" });
    const closed = await closeThread(ports, found, person.id, rest, () => tell(closing));
    return closed.ok ? ok(null) : closed;
  },

  async edit(ports, typed) {
    const { found, person, sentAt, rest } = typed;
    const reply = await findReply(ports, found, meantBy(typed));
    if (!reply.ok) return reply;
    const edited = await editReply(ports, found, person, reply.value, { content: rest, at: sentAt });
    return edited.ok ? ok({ notice: "reply-edited", by: person.id, ...shownOf(edited.value) }) : unlessTold(edited);
  },

  async delete(ports, typed) {
    const { found, person, sentAt } = typed;
    const reply = await findReply(ports, found, meantBy(typed));
    if (!reply.ok) return reply;
    const deleted = await deleteReply(ports, found, person, reply.value, sentAt);
    return deleted.ok ? ok({ notice: "reply-deleted", by: person.id, ...shownOf(deleted.value) }) : unlessTold(deleted);
  },

  id: async (_, { found: { thread } }) =>
    ok({ notice: "user-id", userId: thread.userId, name: thread.profile.displayName }),

  help: async (_, { found }) => ok({ notice: "help", typing: typingIn(found) }),
};

/** As an answer to a message it is about that one. */
const meantBy = ({ person, sentAt, answersId }: Typed): Meant =>
  answersId === undefined ? { latestOf: person.id, asOf: sentAt } : { seenAs: answersId };

const unlessTold = (refused: { ok: false; error: Refusal }) =>
  refused.error.reason === "change-not-shown" ? ok(null) : refused;

const shownOf = ({ message, before, inGuild }: Kept) => ({
  message,
  before,
  userName: inGuild?.thread.profile.displayName ?? "",
});

/** What someone typed isn't about a claim that came after it, however late it is read. */
function claimedLater({ found: { thread }, sentAt }: Typed): Result<never, Refusal> | null {
  const { claimedBy, claimedAt } = thread;
  return claimedBy !== null && (claimedAt ?? 0) > sentAt ? no({ reason: "claimed-by-other", by: claimedBy }) : null;
}

async function inHeader(
  ports: Ports,
  { settings, messageContent }: FoundThread,
  changed: Result<Thread, Refusal>,
  notice: StaffNotice,
): Done {
  if (!changed.ok) return changed;
  await ports.discord.editHeader(changed.value, settings, messageContent);
  return ok(notice);
}

export const typingIn = ({ settings, botUserId, messageContent }: FoundThread): Typing => {
  const { prefix, replyCommand, anonymous } = settings;
  return { prefix, replyCommand, anonymous, botUserId, readable: messageContent !== false };
};

/** True: it was done, now or before. */
export async function runTypedCommand(
  ports: Ports,
  { command, rest }: { command: ActionCommand; rest: string },
  typed: Omit<Typed, "rest">,
  tell: Tell,
): Promise<boolean> {
  const isStaffs = isStaff(typed.person.access);
  const done = isStaffs
    ? await COMMANDS[command](ports, { ...typed, rest }, tell)
    : no({ reason: "not-staff" } as const);
  const notice: StaffNotice | null = done.ok ? done.value : { notice: "refused", refusal: done.error };
  if (notice !== null) await tell(notice);
  return done.ok;
}
