// Claiming, giving back and taking over from a page: the change itself, the header that shows it, and a line in the
// channel for the others of staff.

import type { StaffNotice } from "../../domain/notice.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { no, ok, type Result } from "../../domain/result.ts";
import type { Thread } from "../../domain/thread.ts";
import { claim, takeOver, unclaim } from "../../threads/claim.ts";
import type { DashboardApp, GuildVisit } from "../page.ts";

type Found = NonNullable<Awaited<ReturnType<DashboardApp["store"]["threadIn"]>>>;

interface Wish {
  act: string | null;
  /** Who had it when the person looked. */
  holder: string | null;
  /** Of the form: what is said in the channel is said once. */
  id: string;
  person: Pick<GuildVisit, "session" | "access">;
}

/** Sent twice, it is done once; what isn't there to be done any more is no refusal when it is as it was wished. */
export async function changeClaim(app: DashboardApp, found: Found, wish: Wish): Promise<Result<Thread, Refusal>> {
  const { act, holder, person } = wish;
  const actor = { id: person.session.id, access: person.access };
  const isMine = found.thread.claimedBy === actor.id;
  if (act === "claim") {
    const claimed = isMine ? ok(found.thread) : await claim(app, found, actor);
    return told(app, found, claimed, { notice: "claimed", by: actor.id }, wish);
  }
  if (act === "unclaim") {
    const given = found.thread.claimedBy === null ? ok(found.thread) : await unclaim(app, found, actor);
    return told(app, found, given, { notice: "unclaimed", by: actor.id }, wish);
  }
  if (act !== "take-over" || holder === null) return no({ reason: "made-up" });
  const taken = isMine ? ok(found.thread) : await takeOver(app, found, actor, holder);
  return told(app, found, taken, { notice: "taken-over", by: actor.id, from: holder }, wish);
}

async function told(
  { discord }: Pick<DashboardApp, "discord">,
  { settings, messageContent }: Found,
  changed: Result<Thread, Refusal>,
  notice: StaffNotice,
  { id }: Wish,
): Promise<Result<Thread, Refusal>> {
  if (!changed.ok) return changed;
  await discord.editHeader(changed.value, settings, messageContent);
  if (changed.value.channelId !== null) await discord.tellStaff(changed.value.channelId, notice, `w${id}`);
  return changed;
}
