// Stickers: Discord's own and those of servers. Their pictures are served by ../cdn.

import {
  type APISticker,
  type GatewayGuildStickersUpdateDispatchData,
  PermissionFlagsBits,
  StickerFormatType,
  StickerType,
} from "discord-api-types/v10";
import { apng, gif, lottie, png } from "../media/pictures.ts";
import { dispatchGuild } from "./dispatch.ts";
import { channelPermissions, may } from "./permissions.ts";
import type { ChannelRecord, GuildRecord, StickerRecord } from "./state.ts";
import type { World } from "./world.ts";

const BLUE: [number, number, number] = [88, 101, 242];
const RED: [number, number, number] = [237, 66, 69];
const GREEN: [number, number, number] = [59, 165, 92];

/** Discord's first pack, with the one sticker of it that its documents show. */
export function standardStickers(): Map<string, StickerRecord> {
  const wave: APISticker = {
    id: "749054660769218631",
    name: "Wave",
    description: "Wumpus waves hello",
    tags: "wumpus, hello, wave",
    type: StickerType.Standard,
    format_type: StickerFormatType.Lottie,
    pack_id: "847199849233514549",
    sort_value: 12,
  };
  return new Map([[wave.id, { sticker: wave, bytes: lottie(BLUE) }]]);
}

export type GuildStickerFormat = "png" | "apng" | "gif";

const FORMATS: Record<GuildStickerFormat, { type: StickerFormatType; make: () => Uint8Array }> = {
  png: { type: StickerFormatType.PNG, make: () => png(BLUE) },
  apng: { type: StickerFormatType.APNG, make: () => apng(BLUE, RED) },
  gif: { type: StickerFormatType.GIF, make: () => gif(GREEN) },
};

export function createSticker(
  world: World,
  guild: GuildRecord,
  fresh: { name: string; format: GuildStickerFormat; bytes: Uint8Array | undefined },
): APISticker {
  const { type, make } = FORMATS[fresh.format];
  const sticker: APISticker = {
    id: world.ids.next(),
    name: fresh.name,
    description: null,
    tags: "grinning",
    type: StickerType.Guild,
    format_type: type,
    available: true,
    guild_id: guild.id,
  };
  guild.stickers.set(sticker.id, { sticker, bytes: fresh.bytes ?? make() });
  const stickers = [...guild.stickers.values()].map((one) => ({ ...one.sticker }));
  const data: GatewayGuildStickersUpdateDispatchData = { guild_id: guild.id, stickers };
  dispatchGuild(world, "GUILD_STICKERS_UPDATE", data, guild.id);
  world.emitChange({ kind: "guild", guildId: guild.id });
  return sticker;
}

export function findSticker(world: World, id: string): StickerRecord | undefined {
  const ofGuild = [...world.guilds.values()].find((guild) => guild.stickers.has(id));
  return ofGuild?.stickers.get(id) ?? world.standardStickers.get(id);
}

/** A person sends Discord's own anywhere, their servers' there; elsewhere with Nitro and, in a server, USE_EXTERNAL_STICKERS. */
export function personCanSend(
  world: World,
  channel: ChannelRecord,
  userId: string,
  { sticker }: StickerRecord,
): boolean {
  if (sticker.type === StickerType.Standard) return true;
  const member = world.guilds.get(sticker.guild_id ?? "")?.members.has(userId) === true;
  if (sticker.guild_id === channel.guildId) return member;
  if (!member || !world.users.get(userId)?.nitro) return false;
  return (
    channel.guildId === null || may(channelPermissions(world, channel, userId), PermissionFlagsBits.UseExternalStickers)
  );
}
