// A server's channels: listed and made.

import { botViews } from "../../gateway/channel-view.ts";
import { CATEGORY, createChannel, normalizeName } from "../../world/channels.ts";
import { guildPermissions } from "../../world/permissions.ts";
import { channelsOf, renderChannel } from "../../world/render-guild.ts";
import { botGuild, needIn, needInGuild } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";
import {
  type ChannelBody,
  checkOverwrites,
  checkParent,
  MAX_CHANNELS,
  readOverwrites,
  topicFlaws,
} from "../validation/channel-rules.ts";
import { checkBody, checkParts } from "../validation/check-body.ts";

/** Text, voice, category, announcement; forums and stages aren't played here. */
const MADE_HERE = [0, 2, 4, 5];

export const guildChannelRoutes: Route[] = [
  { method: "GET", path: "/guilds/:guild/channels", auth: "bot", handle: listChannels },
  { method: "POST", path: "/guilds/:guild/channels", auth: "bot", handle: makeChannel },
];

function listChannels(request: RestRequest) {
  const { world } = request;
  const channels = channelsOf(world, botGuild(request)).filter((channel) => botViews(world, channel));
  return { status: 200, body: channels.map((channel) => renderChannel(world, channel)) };
}

function makeChannel(request: RestRequest) {
  const { world } = request;
  const guild = botGuild(request);
  needInGuild(world, guild, "ManageChannels");
  const body = checkBody<ChannelBody>("CreateGuildChannelRequest", request.body);
  const type = body.type ?? 0;
  checkParts(topicFlaws(body, type));
  if (!MADE_HERE.includes(type)) {
    const message = `The fake Discord makes channels of types ${MADE_HERE.join(", ")} only.`;
    throw invalidForm([{ path: ["type"], code: "NOT_IN_THE_FAKE", message }]);
  }
  if (normalizeName(body.name, type) === "") {
    throw invalidForm([{ path: ["name"], code: "BASE_TYPE_REQUIRED", message: "This field is required" }]);
  }
  if (guild.channels.size >= MAX_CHANNELS) throw apiError("maximumChannels");
  if (body.parent_id) {
    if (type === CATEGORY) {
      const message = "A category can't be in a category.";
      throw invalidForm([{ path: ["parent_id"], code: "CHANNEL_PARENT_INVALID", message }]);
    }
    needIn(world, checkParent(world, guild, body.parent_id), "ViewChannel", "ManageChannels");
  }
  const overwrites = body.permission_overwrites ? readOverwrites(body.permission_overwrites) : undefined;
  if (overwrites && overwrites.length > 0) {
    needInGuild(world, guild, "ManageRoles");
    checkOverwrites(world, guild, overwrites, guildPermissions(guild, world.application.id));
  }
  const channel = createChannel(world, guild, {
    name: body.name,
    type,
    topic: body.topic,
    parentId: body.parent_id,
    position: body.position ?? undefined,
    nsfw: body.nsfw ?? undefined,
    rateLimitPerUser: body.rate_limit_per_user ?? undefined,
    overwrites,
  });
  return { status: 201, body: renderChannel(world, channel) };
}
