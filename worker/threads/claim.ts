// Claiming: one of staff says "mine". Compare and set in D1 decides when two press at once.

import { type Access, isStaff } from "../domain/access.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Thread } from "../domain/thread.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";

type Needs = Pick<Ports, "store" | "now">;
interface Actor {
  id: string;
  access: Access;
}

/** Refused when someone has it already; the refusal says who. */
export function claim(ports: Needs, { thread }: ThreadInGuild, person: Actor): Promise<Result<Thread, Refusal>> {
  return change(ports, thread, person, null, person.id);
}

/** From `holder`, whom the person saw as the claimer; refused when that is no longer so. */
export function takeOver(
  ports: Needs,
  { thread }: ThreadInGuild,
  person: Actor,
  holder: string,
): Promise<Result<Thread, Refusal>> {
  return change(ports, thread, person, holder, person.id);
}

/** By the claimer, or by an admin for them. */
export async function unclaim(
  ports: Needs,
  { thread }: ThreadInGuild,
  person: Actor,
): Promise<Result<Thread, Refusal>> {
  if (!isStaff(person.access)) return no({ reason: "not-staff" });
  if (thread.claimedBy === null) return no({ reason: "not-claimed" });
  if (thread.claimedBy !== person.id && person.access !== "admin") {
    return no({ reason: "claimed-by-other", by: thread.claimedBy });
  }
  return change(ports, thread, person, thread.claimedBy, null);
}

async function change(
  ports: Needs,
  { id }: Thread,
  person: Actor,
  from: string | null,
  to: string | null,
): Promise<Result<Thread, Refusal>> {
  if (!isStaff(person.access)) return no({ reason: "not-staff" });
  const { thread, changed } = await ports.store.claim(id, from, to, ports.now());
  if (thread === null || thread.state === "closed") return no({ reason: "no-thread" });
  if (changed) return ok(thread);
  if (thread.state === "closing") return no({ reason: "thread-closing", by: thread.closedBy });
  if (thread.claimedBy === person.id && to === person.id) return no({ reason: "claimed-already" });
  return no(
    thread.claimedBy === null ? { reason: "not-claimed" } : { reason: "claimed-by-other", by: thread.claimedBy },
  );
}
