// Staff take back what they replied: it vanishes for the user, and stays with the thread.

import type { Access } from "../domain/access.ts";
import { mayChangeReply } from "../domain/change-reply.ts";
import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { mirror, mirrorLease } from "./mirror.ts";
import type { Kept, Ports, ThreadInGuild } from "./ports.ts";

/** Refused: the user still has it. A reply that hasn't reached them yet never will. Of two at once the first did it. */
export async function deleteReply(
  ports: Pick<Ports, "store" | "discord" | "files" | "links" | "now">,
  { thread }: ThreadInGuild,
  person: { id: string; access: Access },
  reply: Message,
  /** When it was asked for. Asked again at the same moment it is the same deletion, which may have been cut off. */
  at: number,
): Promise<Result<Kept, Refusal>> {
  const isSame = ({ deletedAt, deletedBy }: Message) => deletedAt === at && deletedBy === person.id;
  const allowed = isSame(reply) ? ok(undefined) : mayChangeReply(thread, reply, person);
  if (!allowed.ok) return allowed;
  const deletion = { id: reply.id, at, by: person.id };
  const { kept, leased } = await ports.store.deleteMessage(deletion, mirrorLease(ports));
  if (kept === null) return no({ reason: "not-a-reply" });
  const shown = leased ? await mirror(ports, kept) : null;
  if (shown === "waits") return no({ reason: "change-waits" });
  if (shown === "refused") return no({ reason: "change-not-shown" });
  // A try before this one found that out.
  if (kept.message.state === "delivered" && kept.message.problem !== null) return no({ reason: "change-not-shown" });
  if (isSame(kept.message)) return ok(kept);
  const isDeleted = kept.message.deletedAt !== undefined;
  return no(isDeleted ? { reason: "reply-deleted" } : { reason: "thread-closing", by: thread.closedBy });
}
