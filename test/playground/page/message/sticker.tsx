// A sticker as a picture; Lottie ones, for which one needs a player, by their name.

import { type APIStickerItem, StickerFormatType } from "discord-api-types/v10";
import { usePane } from "../data/pane-tools.ts";

export function Sticker({ sticker: { id, name, format_type } }: { sticker: APIStickerItem }) {
  const { cdnUrl, mediaUrl } = usePane().world;
  if (format_type === StickerFormatType.Lottie) return <p class="sticker named">{name} (animated sticker)</p>;
  const url = format_type === StickerFormatType.GIF ? `${mediaUrl}/stickers/${id}.gif` : `${cdnUrl}/stickers/${id}.png`;
  return <img class="sticker" src={url} alt={`Sticker ${name}`} title={name} />;
}
