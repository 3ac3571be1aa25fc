// Op 8: members of one server on request. By ids without a privileged intent; whole lists would need GUILD_MEMBERS.

import { renderMember } from "../world/render-guild.ts";
import type { World } from "../world/world.ts";
import { isObject } from "./identify.ts";
import type { Session, Sessions } from "./sessions.ts";

const MAX_IDS = 100;
const CHUNK = 1000;

/** Answers with GUILD_MEMBERS_CHUNK; a request that Discord couldn't answer gets silence, as there. */
export function answerRequestMembers(world: World, sessions: Sessions, session: Session, d: unknown): void {
  if (!isObject(d) || typeof d.guild_id !== "string") return;
  const guild = world.guilds.get(d.guild_id);
  if (!guild?.members.has(world.application.id)) return;
  const wanted = typeof d.user_ids === "string" ? [d.user_ids] : d.user_ids;
  const nonce = typeof d.nonce === "string" && Buffer.byteLength(d.nonce) <= 32 ? { nonce: d.nonce } : {};

  if (Array.isArray(wanted)) {
    const ids = wanted.map(String).slice(0, MAX_IDS);
    const found = ids.flatMap((id) => guild.members.get(id) ?? []);
    sessions.dispatch(session, "GUILD_MEMBERS_CHUNK", {
      guild_id: guild.id,
      members: found.map((member) => renderMember(world, member)),
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids.filter((id) => !guild.members.has(id)),
      ...nonce,
    });
    return;
  }
  if (typeof d.query !== "string" || typeof d.limit !== "number") return;
  // The whole list is for GUILD_MEMBERS only, which this application doesn't have.
  if (d.query === "" && d.limit === 0) return;
  const prefix = d.query.toLowerCase();
  const found = [...guild.members.values()].filter((member) => {
    const name = member.nick ?? world.users.get(member.userId)?.user.username ?? "";
    return name.toLowerCase().startsWith(prefix);
  });
  sessions.dispatch(session, "GUILD_MEMBERS_CHUNK", {
    guild_id: guild.id,
    members: found.slice(0, Math.min(d.limit || MAX_IDS, MAX_IDS, CHUNK)).map((member) => renderMember(world, member)),
    chunk_index: 0,
    chunk_count: 1,
    ...nonce,
  });
}
