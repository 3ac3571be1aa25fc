// How a message stands now, shown to the other side after an edit or a deletion. One run at a time does so for a message,
// under a lease, and goes on when the message changed meanwhile; a run that was cut off is followed by the schedule.

import { type DiscordRefusal, isAboutContent } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import { packFiles } from "./files.ts";
import type { Kept, MirrorLease, Ports, Revision, ThreadInGuild } from "./ports.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now">;
type Shown = Result<Kept["message"]["copyIds"], DiscordRefusal>;

/** Longer than a Worker may live after its answer (30 s). */
const LEASE_MS = 60_000;
/** Until a refusal that someone may have mended is tried again. */
const RETRY_AFTER_MS = 5 * 60_000;

export function mirrorLease({ now }: Pick<Ports, "now">): MirrorLease {
  return { now: now(), until: now() + LEASE_MS };
}

/**
 * Shows the other side how the message stands. Whoever calls has the lease, which ends with this. "waits": Discord doesn't
 * take it now, and the schedule tries again. "refused": it never will, and the other side still sees what it saw; if that
 * is the user, staff are told.
 */
export async function mirror(ports: Needs, kept: Kept): Promise<"shown" | "waits" | "refused"> {
  const { id } = kept.message;
  try {
    let current = kept;
    for (;;) {
      const { message } = current;
      const shown = current.inGuild === null ? ok(message.copyIds) : await show(ports, current.inGuild, current);
      if (!shown.ok && isMendable(shown.error)) {
        await ports.store.mirrorLater(id, ports.now() + RETRY_AFTER_MS);
        return "waits";
      }
      if (!shown.ok) await tellStaff(ports, current, shown.error);
      const problem = shown.ok ? null : shown.error.reason;
      const newer = await ports.store.mirrored(shown.ok ? { ...message, copyIds: shown.value } : message, problem);
      if (newer === null) return shown.ok ? "shown" : "refused";
      current = newer;
    }
  } catch (error) {
    await ports.store.mirrorLater(id, ports.now());
    throw error;
  }
}

/** Told before it is noted: what is cut off in between is told again, which the nonce hides. */
async function tellStaff({ discord }: Needs, { message, inGuild }: Kept, refusal: DiscordRefusal): Promise<void> {
  const { id, kind, editedAt = 0, deletedAt } = message;
  const channelId = inGuild?.thread.channelId ?? null;
  if (kind !== "reply" || channelId === null) return;
  const notice = deletedAt === undefined ? "not-edited" : "not-taken-back";
  await discord.tellStaff(channelId, { notice, refusal }, changeNonce("f", id, deletedAt ?? editedAt));
}

/** At most 25 characters, with `kind` of one; each change of a message has its own. */
export const changeNonce = (kind: string, id: string, at: number): string =>
  `${kind}${BigInt(id).toString(36)}${at.toString(36)}`;

async function show(ports: Needs, { thread, settings }: ThreadInGuild, { message, before }: Kept): Promise<Shown> {
  const { linked } = await packFiles(ports, message, thread, message.kind === "user" ? "staff" : "user");
  const revision: Revision = { message, before, linked };
  const { channelId } = thread;
  if (message.kind === "user") {
    return channelId === null
      ? ok(message.copyIds)
      : unlessGone(message, await ports.discord.reviseUserMessage(channelId, revision));
  }
  const shown = unlessGone(message, await ports.discord.reviseReply(thread, settings.guildName, revision));
  if (shown.ok && channelId !== null && message.shownId !== undefined) {
    await ports.discord.reviseAnswer(channelId, message.shownId, revision, thread.profile.displayName);
  }
  return shown;
}

/** Where nobody sees anything any more, nobody has to be shown anything. */
const unlessGone = ({ copyIds }: Kept["message"], shown: Shown): Shown =>
  !shown.ok && shown.error.reason === "unknown-channel" ? ok(copyIds) : shown;

/** Discord's limit of edits to messages older than an hour, of which it doesn't say how high it is or for how long. */
const TOO_MANY_OLD_EDITS = 30046;

function isMendable(refusal: DiscordRefusal): boolean {
  if (refusal.reason === "not-taken" && refusal.code === TOO_MANY_OLD_EDITS) return true;
  return refusal.reason !== "dm-closed" && !isAboutContent(refusal);
}
