// The bot sends a message: may it here, can it be read, is it a repetition, what does it answer.

import { createMessage } from "../../world/messages.ts";
import { findByNonce, rememberNonce } from "../../world/nonces.ts";
import type { ChannelRecord, StickerRecord } from "../../world/state.ts";
import { uploadLimit } from "../../world/upload-limit.ts";
import { sharesGuildWithBot } from "../../world/users.ts";
import type { World } from "../../world/world.ts";
import { isDm, needIn, needText, visibleChannel } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import { messageForBot } from "../message-for-bot.ts";
import type { RestRequest } from "../route.ts";
import { sendable } from "../sendable.ts";
import { checkMessage, type MessageBody } from "../validation/message-body.ts";
import { referenceOf } from "./message-reference.ts";

export function sendMessage(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  needText(channel);
  needIn(world, channel, "SendMessages");
  const checked = checkMessage(request.body, request.files, {
    schema: "MessageCreateRequest",
    endpoint: "create",
    maxFile: uploadLimit(world, channel, world.application.id),
  });
  const { body } = checked;
  refuseThemes(body);
  const parts = sendable(world, channel, checked);
  checkRecipient(world, channel);

  const botId = world.application.id;
  const nonce = body.nonce ?? undefined;
  const earlier = body.enforce_nonce && nonce !== undefined ? findByNonce(world, botId, nonce) : null;
  if (earlier === "deleted") throw apiError("unknownMessage");
  if (earlier) return { status: 200, body: messageForBot(world, earlier) };

  const record = createMessage(world, channel, {
    authorId: botId,
    ...parts,
    ...referenceOf(world, channel, body.message_reference),
    stickers: stickersOf(world, channel, body.sticker_ids ?? []),
    flags: body.flags ?? 0,
    allowedMentions: body.allowed_mentions ?? undefined,
    nonce,
  });
  if (nonce !== undefined) rememberNonce(world, botId, nonce, record);
  return { status: 200, body: messageForBot(world, record) };
}

/** Whom the bot can write to: refused when sending, never when the DM is opened. */
function checkRecipient(world: World, channel: ChannelRecord): void {
  if (!isDm(channel) || channel.recipientId === null) return;
  if (!sharesGuildWithBot(world, channel.recipientId)) throw apiError("noMutualGuild");
  if (!world.users.get(channel.recipientId)?.allowsDms) throw apiError("dmsClosed");
}

/** The server's own, up to three: 50600 in a DM, where there is no server, 50081 for any other. */
function stickersOf(world: World, channel: ChannelRecord, ids: readonly string[]): StickerRecord[] {
  if (ids.length > 0 && isDm(channel)) throw apiError("stickerNotAllowed");
  const own = world.guilds.get(channel.guildId ?? "")?.stickers;
  return ids.map((id) => {
    const sticker = own?.get(id);
    if (!sticker) throw apiError("invalidSticker");
    return sticker;
  });
}

/** A part of Discord that this fake doesn't play; better refused than pretended. */
function refuseThemes(body: MessageBody): void {
  if (!body.shared_client_theme) return;
  const message = "The fake Discord has no themes.";
  throw invalidForm([{ path: ["shared_client_theme"], code: "NOT_IN_THE_FAKE", message }]);
}
