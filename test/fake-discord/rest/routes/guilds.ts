// Servers, their roles and members, as far as the bot may look.

import { listGuildsOf, needScope } from "../../oauth2/bearer-routes.ts";
import { renderGuild, renderMember, rolesOf } from "../../world/render-guild.ts";
import { botGuild, idParam } from "../access.ts";
import { apiError } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";

export const guildRoutes: Route[] = [
  { method: "GET", path: "/guilds/:guild", auth: "bot", handle: readGuild },
  { method: "GET", path: "/guilds/:guild/roles", auth: "bot", handle: listRoles },
  { method: "GET", path: "/guilds/:guild/roles/:role", auth: "bot", handle: readRole },
  { method: "GET", path: "/guilds/:guild/members/:member", auth: "bot", handle: readMember },
  { method: "GET", path: "/users/@me/guilds", auth: "bot or user", handle: listOwnGuilds },
];

function readGuild(request: RestRequest) {
  const guild = botGuild(request);
  const counts = request.query.get("with_counts") === "true";
  const members = { approximate_member_count: guild.members.size, approximate_presence_count: 1 };
  return { status: 200, body: { ...renderGuild(guild), ...(counts ? members : {}) } };
}

function listRoles(request: RestRequest) {
  return { status: 200, body: rolesOf(botGuild(request)) };
}

function readRole(request: RestRequest) {
  const role = botGuild(request).roles.get(idParam(request, "role"));
  if (!role) throw apiError("unknownRole");
  return { status: 200, body: role };
}

/** 10013 for an id that is nobody's, 10007 for somebody who isn't in this server. */
function readMember(request: RestRequest) {
  const { world } = request;
  const guild = botGuild(request);
  const id = idParam(request, "member");
  if (!world.users.has(id)) throw apiError("unknownUser");
  const member = guild.members.get(id);
  if (!member) throw apiError("unknownMember");
  return { status: 200, body: renderMember(world, member) };
}

function listOwnGuilds(request: RestRequest) {
  needScope(request, "guilds");
  const { caller, world } = request;
  return listGuildsOf(request, caller.kind === "user" ? caller.userId : world.application.id);
}
