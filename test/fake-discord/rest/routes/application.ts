// The application itself, and where its gateway is.

import { applicationFlags } from "../../gateway/server.ts";
import { userOf } from "../../world/render-guild.ts";
import type { RestRequest, Route } from "../route.ts";

export const applicationRoutes: Route[] = [
  { method: "GET", path: "/gateway", auth: "none", handle: gateway },
  { method: "GET", path: "/gateway/bot", auth: "bot", handle: gatewayForBots },
  { method: "GET", path: "/applications/@me", auth: "bot", handle: application },
  { method: "GET", path: "/oauth2/applications/@me", auth: "bot", handle: application },
];

function gateway({ neighbours }: RestRequest) {
  return { status: 200, body: { url: neighbours.gatewayUrl() } };
}

function gatewayForBots({ neighbours }: RestRequest) {
  const body = { url: neighbours.gatewayUrl(), shards: 1, session_start_limit: neighbours.sessionStartLimit() };
  return { status: 200, body };
}

function application({ world, neighbours }: RestRequest) {
  const bot = userOf(world, world.application.id);
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(bot.id));
  const body = {
    id: world.application.id,
    name: bot.username,
    icon: null,
    description: "",
    summary: "",
    type: null,
    bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: neighbours.publicKey(),
    flags: applicationFlags(world.application),
    approximate_guild_count: guilds.length,
    redirect_uris: [],
    integration_types_config: { "0": {} },
    team: null,
    owner: null,
  };
  return { status: 200, body };
}
