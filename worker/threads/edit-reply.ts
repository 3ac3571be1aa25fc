// Staff change what they replied: kept with the text that it replaces, then shown to the user.

import type { Access } from "../domain/access.ts";
import { mayChangeReply } from "../domain/change-reply.ts";
import { isEmpty } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { mirror, mirrorLease } from "./mirror.ts";
import type { Kept, Ports, ThreadInGuild } from "./ports.ts";
import { REPLY_LIMIT } from "./reply.ts";

/** Refused: the user sees what they saw. A reply that hasn't reached them yet will reach them as it is now. */
export async function editReply(
  ports: Pick<Ports, "store" | "discord" | "files" | "links" | "now">,
  { thread }: ThreadInGuild,
  person: { id: string; access: Access },
  reply: Message,
  /** `at`: when it was asked for, by Discord's clock. Of two edits the later one stands, whichever comes first. */
  { content, at }: { content: string; at: number },
): Promise<Result<Kept, Refusal>> {
  const allowed = mayChangeReply(thread, reply, person);
  if (!allowed.ok) return allowed;
  if (isEmpty({ ...reply, content })) return no({ reason: "nothing-to-send" });
  if (content.length > REPLY_LIMIT) return no({ reason: "too-long", limit: REPLY_LIMIT });

  const edit = { id: reply.id, content, at, by: person.id };
  const { kept, changed, leased } = await ports.store.editMessage(edit, mirrorLease(ports));
  if (kept === null) return no({ reason: "not-a-reply" });
  const shown = leased ? await mirror(ports, kept) : null;
  if (shown === "waits") return no({ reason: "change-waits" });
  if (shown === "refused") return no({ reason: "change-not-shown" });
  // A try before this one found that out.
  if (kept.message.state === "delivered" && kept.message.problem !== null) return no({ reason: "change-not-shown" });
  const isAsAsked = changed || (kept.message.editedAt === at && kept.message.content === content);
  return isAsAsked ? ok(kept) : no(whyNot(kept));
}

/** Somebody was faster. */
function whyNot({ message, inGuild }: Kept): Refusal {
  if (message.deletedAt !== undefined) return { reason: "reply-deleted" };
  if (message.state === "refused") return { reason: "reply-not-sent" };
  const thread = inGuild?.thread;
  const isOver = thread?.state === "closing" || thread?.state === "closed";
  return isOver ? { reason: "thread-closing", by: thread.closedBy } : { reason: "edited-since" };
}
