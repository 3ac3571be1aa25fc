// Who asks, and in which thread: the check that every staff feature begins with. One D1 round trip.

import type { App } from "../app.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { type Access, accessOf, isStaff } from "../domain/access.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import type { FoundThread } from "../threads/ports.ts";
import type { Answer, Asked } from "./feature.ts";

export interface StaffInThread {
  inGuild: FoundThread;
  person: { id: string; access: Access };
}

/**
 * The thread of this channel, for a person who is staff of its server by the roles they have now; with what is kept of
 * the message `messageId`.
 */
export async function staffInThread(
  asked: Asked,
  app: Pick<App, "store">,
  messageId: string = asked.id,
): Promise<Result<StaffInThread, Refusal>> {
  if (asked.member === null || asked.guildId === null) return no({ reason: "only-in-server" });
  const found = await app.store.threadByChannel(asked.channelId, messageId);
  if (found === null || found.settings.guildId !== asked.guildId) return no({ reason: "no-thread" });
  const access = accessOf(asked.member, found.settings);
  if (!isStaff(access)) return no({ reason: "not-staff" });
  return ok({ inGuild: found, person: { id: asked.person.id, access } });
}

export interface StaffInServer {
  guildId: string;
  /** null: nobody has set Modmail up. */
  settings: Settings | null;
  access: Access;
}

/** For a person who is staff, or admin if that is needed, of the server in which they ask: in any channel. */
export async function staffInServer(
  asked: Asked,
  app: Pick<App, "store">,
  needed: "staff" | "admin",
): Promise<Result<StaffInServer, Refusal>> {
  const { guildId, member } = asked;
  if (guildId === null || member === null) return no({ reason: "only-in-server" });
  const settings = await app.store.settings(guildId);
  const access = accessOf(member, settings);
  if (needed === "admin" && access !== "admin") return no({ reason: "not-admin" });
  return isStaff(access) ? ok({ guildId, settings, access }) : no({ reason: "not-staff" });
}

/** A refusal as the answer that only the person sees. */
export const refused = (refusal: Refusal): Answer => ({
  answer: "message",
  view: refusalView(refusal),
  ephemeral: true,
});
