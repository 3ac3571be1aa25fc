// What a person's token may read: themselves, their servers, and what they agreed to.

import { intQuery } from "../rest/access.ts";
import { apiError } from "../rest/errors.ts";
import type { RestRequest, Route } from "../rest/route.ts";
import { guildPermissions } from "../world/permissions.ts";
import { userOf } from "../world/render-guild.ts";
import type { Scope } from "./grants.ts";

/** Paths that a bot's token may use, too, stand with the others (rest/routes/). */
export const bearerRoutes: Route[] = [{ method: "GET", path: "/oauth2/@me", auth: "user", handle: readGrant }];

const MOST_GUILDS = 200;

function readGrant({ world, caller }: RestRequest) {
  if (caller.kind !== "user") throw apiError("unauthorized");
  const { bot } = world.application;
  const application = { id: bot.id, name: bot.username, icon: null, description: "", bot_public: true };
  const user = caller.scopes.includes("identify") ? { user: userOf(world, caller.userId) } : {};
  const expires = new Date(caller.expiresAt).toISOString().replace("Z", "+00:00");
  return { status: 200, body: { application, scopes: caller.scopes, expires, ...user } };
}

/** Throws 50026 unless they agreed to this. */
export function needScope({ caller }: RestRequest, scope: Scope): void {
  if (caller.kind === "user" && !caller.scopes.includes(scope)) throw apiError("missingScope");
}

/** By id, at most 200; `permissions` are those in the server as a whole. */
export function listGuildsOf(request: RestRequest, userId: string) {
  const { world, query } = request;
  const limit = intQuery(request, "limit", 1, MOST_GUILDS, MOST_GUILDS);
  const [after, before] = [query.get("after"), query.get("before")].map((id) => (id === null ? null : BigInt(id)));
  const body = [...world.guilds.values()]
    .filter((guild) => guild.members.has(userId))
    .filter(({ id }) => (after == null || BigInt(id) > after) && (before == null || BigInt(id) < before))
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .slice(0, limit)
    .map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: guild.ownerId === userId,
      permissions: guildPermissions(guild, userId).toString(),
      features: [],
    }));
  return { status: 200, body };
}
