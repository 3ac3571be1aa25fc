// A single channel: read, changed, deleted; and its permission overwrites. Making one: guild-channels.ts.

import { type ChannelEdit, deleteChannel, editChannel } from "../../world/channels.ts";
import { renderChannel } from "../../world/render-guild.ts";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "../../world/state.ts";
import { botPermissions, idParam, isDm, needIn, visibleChannel } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";
import {
  type ChannelBody,
  checkOverwrites,
  checkParent,
  type OverwriteBody,
  readOverwrites,
  topicFlaws,
} from "../validation/channel-rules.ts";
import { checkBody, checkParts } from "../validation/check-body.ts";
import { isJson } from "../validation/json.ts";

export const channelRoutes: Route[] = [
  { method: "GET", path: "/channels/:channel", auth: "bot", handle: readChannel },
  { method: "PATCH", path: "/channels/:channel", auth: "bot", handle: patchChannel },
  { method: "DELETE", path: "/channels/:channel", auth: "bot", handle: removeChannel },
  { method: "PUT", path: "/channels/:channel/permissions/:overwrite", auth: "bot", handle: putOverwrite },
  { method: "DELETE", path: "/channels/:channel/permissions/:overwrite", auth: "bot", handle: removeOverwrite },
];

function readChannel(request: RestRequest) {
  return { status: 200, body: renderChannel(request.world, visibleChannel(request)) };
}

function patchChannel(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const guild = guildOf(request, channel);
  const body = checkBody<Partial<ChannelBody>>("UpdateGuildChannelRequestPartial", request.body);
  needIn(world, channel, "ManageChannels");
  const type = body.type ?? channel.type;
  checkParts(topicFlaws(body, type));
  if (type !== channel.type && !(type === 0 || type === 5)) {
    throw invalidForm([{ path: ["type"], code: "CHANNEL_TYPE_INVALID", message: "Invalid channel type" }]);
  }
  if (body.parent_id && body.parent_id !== channel.parentId) checkParent(world, guild, body.parent_id);
  const overwrites = body.permission_overwrites ? readOverwrites(body.permission_overwrites) : undefined;
  if (overwrites) {
    needIn(world, channel, "ManageRoles");
    checkOverwrites(world, guild, changedOverwrites(channel.overwrites, overwrites), botPermissions(world, channel));
  }
  editChannel(
    world,
    channel,
    definedOnly({
      name: body.name ?? undefined,
      type: body.type ?? undefined,
      topic: body.topic,
      parentId: body.parent_id,
      position: body.position ?? undefined,
      nsfw: body.nsfw ?? undefined,
      rateLimitPerUser: body.rate_limit_per_user ?? undefined,
      overwrites,
    }),
  );
  return { status: 200, body: renderChannel(world, channel) };
}

function removeChannel(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const rendered = renderChannel(world, channel);
  // "Deleting" a DM only closes it; it is there again with the next message.
  if (isDm(channel)) return { status: 200, body: rendered };
  needIn(world, channel, "ManageChannels");
  deleteChannel(world, channel);
  return { status: 200, body: rendered };
}

function putOverwrite(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const guild = guildOf(request, channel);
  needIn(world, channel, "ManageRoles");
  const id = idParam(request, "overwrite");
  const given = isJson(request.body) ? request.body : {};
  const [overwrite] = readOverwrites([checkBody<OverwriteBody>("ChannelPermissionOverwriteRequest", { ...given, id })]);
  if (!overwrite) throw apiError("unknownOverwrite");
  const known = channel.overwrites.find((one) => one.id === id);
  checkOverwrites(world, guild, changedOverwrites(known ? [known] : [], [overwrite]), botPermissions(world, channel));
  editChannel(world, channel, { overwrites: [...channel.overwrites.filter((one) => one.id !== id), overwrite] });
  return { status: 204 };
}

function removeOverwrite(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  guildOf(request, channel);
  needIn(world, channel, "ManageRoles");
  const id = idParam(request, "overwrite");
  if (!channel.overwrites.some((one) => one.id === id)) throw apiError("unknownOverwrite");
  editChannel(world, channel, { overwrites: channel.overwrites.filter((one) => one.id !== id) });
  return { status: 204 };
}

function guildOf(request: RestRequest, channel: ChannelRecord): GuildRecord {
  const guild = channel.guildId === null ? undefined : request.world.guilds.get(channel.guildId);
  if (!guild) throw apiError("notInDm");
  return guild;
}

/** Only bits that differ from before need to be the bot's own. */
function changedOverwrites(before: OverwriteRecord[], after: OverwriteRecord[]): OverwriteRecord[] {
  return after.map((one) => {
    const old = before.find((other) => other.id === one.id);
    return old ? { ...one, allow: one.allow ^ old.allow, deny: one.deny ^ old.deny } : one;
  });
}

function definedOnly(edit: { [Key in keyof ChannelEdit]: ChannelEdit[Key] | undefined }): ChannelEdit {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as ChannelEdit;
}
