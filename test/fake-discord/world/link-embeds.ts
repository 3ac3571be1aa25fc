// Pictures of links: what Discord makes of the addresses in a message's text. When it does: message-contents.ts.

import { type APIEmbed, type EmbedType, MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import type { WebPage } from "../api.ts";
import { channelPermissions, may } from "./permissions.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

const MAX_LINKS = 5;

export function linkEmbeds(world: World, channel: ChannelRecord, record: MessageRecord): APIEmbed[] {
  return linked(world, channel, record).map(embedOf);
}

export function cachedLinkEmbeds(world: World, channel: ChannelRecord, record: MessageRecord): APIEmbed[] {
  return linked(world, channel, record)
    .filter(({ page }) => page.cached)
    .map(embedOf);
}

interface Link {
  url: string;
  page: WebPage;
}

/** Addresses in `<…>` and in code have no picture; neither has anything that someone without EMBED_LINKS writes. */
function linked(world: World, channel: ChannelRecord, { message }: MessageRecord): Link[] {
  if ((message.flags ?? 0) & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2)) return [];
  if (!may(channelPermissions(world, channel, message.author.id), PermissionFlagsBits.EmbedLinks)) return [];
  const shown = message.content.replaceAll(/```[\s\S]*?```|`[^`\n]*`|<https?:[^\s>]*>/g, " ");
  const urls = new Set([...shown.matchAll(/https?:\/\/[^\s<>|)]+/g)].map(([url]) => url));
  const known = [...urls].flatMap((url): Link[] => {
    const page = world.pages.get(url);
    return page ? [{ url, page }] : [];
  });
  return known.slice(0, MAX_LINKS);
}

function embedOf({ url, page }: Link): APIEmbed {
  const { cached: _, type = "article", image, ...text } = page;
  const picture = image === undefined ? {} : { thumbnail: { url: image, proxy_url: image, width: 320, height: 180 } };
  return { type: type as EmbedType, url, ...text, ...picture };
}
