// From staff to the user: one reply, kept before it is sent, noted once it stands in the user's DM.

import type { Access } from "../domain/access.ts";
import { isAnonymous } from "../domain/anonymous.ts";
import { isEmpty } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import { Later, type Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { mayAnswer } from "../domain/thread.ts";
import { keepFiles } from "./files.ts";
import type { NewMessage, Ports, ThreadInGuild } from "./ports.ts";
import { sendCopies } from "./send-copies.ts";

/** What Discord takes as an option of a command: more than it takes anywhere else. */
export const REPLY_LIMIT = 6000;

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now">;

/** `anonymous` absent: as the server's setting says. */
export type ReplyDraft = Omit<NewMessage, "kind" | "userId" | "anonymous"> & { anonymous?: boolean };

/** Tells staff why nothing was sent, before that is noted: what is cut off in between is told again. */
export type TellRefusal = (refusal: Refusal) => Promise<unknown>;

/** Refused: nothing was sent. Repeating it with the same source id sends one message. */
export async function reply(
  ports: Needs & Pick<Ports, "log">,
  inGuild: ThreadInGuild,
  access: Access,
  draft: ReplyDraft,
  tell: TellRefusal = async () => {},
): Promise<Result<Message, Refusal>> {
  const refuse = async (refusal: Refusal) => {
    await tell(refusal);
    return no(refusal);
  };
  const allowed = mayAnswer(inGuild.thread, { id: draft.author.id, access });
  if (!allowed.ok) return refuse(allowed.error);
  if (isEmpty(draft)) return refuse({ reason: "nothing-to-send" });
  if (draft.content.length > REPLY_LIMIT) return refuse({ reason: "too-long", limit: REPLY_LIMIT });
  const anonymous = isAnonymous(inGuild.settings.anonymous, draft.anonymous);
  if (!anonymous.ok) return refuse(anonymous.error);

  const { thread } = inGuild;
  const { anonymous: _, ...said } = draft;
  const message: NewMessage & { threadId: string } = {
    ...said,
    ...(anonymous.value ? { anonymous: true } : {}),
    kind: "reply",
    userId: thread.userId,
    threadId: thread.id,
  };
  // First: the links of files that came with a command die soon, and a reply that is kept may have to wait.
  await keepFiles(ports.files, message);
  const kept = await ports.store.keepStaffMessage(message, "pending");
  if (kept === null) return refuse({ reason: "thread-closing", by: null });
  // Ids come from outside: one that is another thread's says nothing of this one.
  if (kept.message.threadId !== thread.id) return refuse({ reason: "made-up" });
  if (kept.message.state === "delivered") return ok(kept.message);
  try {
    return await sendKeptReply(ports, inGuild, kept, tell);
  } catch (error) {
    // It is kept and may even have arrived: whoever asked must not send it anew as another message.
    if (error instanceof Later) throw error;
    ports.log({ warning: "a kept reply isn't finished", threadId: thread.id, problem: String(error) });
    throw new Later(5, "a kept reply isn't finished", { cause: error });
  }
}

/** Sends a reply that is kept already. `previous`: what was said last before it, if that is known. */
export async function sendKeptReply(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  { message: kept, previous = null }: { message: Message; previous?: Message | null },
  tell: TellRefusal = async () => {},
): Promise<Result<Message, Refusal>> {
  const sent = await sendCopies(ports, {
    message: kept,
    thread,
    channelId: thread.dmChannelId,
    reader: "user",
    previous,
    send: (outgoing, onCopy) => ports.discord.sendReply(thread, settings.guildName, outgoing, onCopy),
    isFinal: () => true,
  });
  if (!sent.ok) {
    await tell(sent.error);
    await ports.store.refuseMessages([kept.id], sent.error.reason);
    return sent;
  }
  const deliveredAt = ports.now();
  const copyIds = sent.value;
  await ports.store.delivered(thread.id, [{ id: kept.id, copyIds }], deliveredAt);
  return ok({ ...kept, state: "delivered", copyIds, deliveredAt });
}
