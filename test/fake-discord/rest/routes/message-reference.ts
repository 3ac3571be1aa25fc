// What a new message of the bot refers to: the message that it replies to, or the one that it forwards.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { isWritten } from "../../world/message-parts.ts";
import type { NewMessage } from "../../world/messages.ts";
import { may } from "../../world/permissions.ts";
import { isForwardable } from "../../world/snapshots.ts";
import type { ChannelRecord } from "../../world/state.ts";
import type { World } from "../../world/world.ts";
import { botPermissions, needIn } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import { botReads } from "../message-for-bot.ts";
import type { MessageBody } from "../validation/message-body.ts";
import { FORWARD } from "../validation/message-rules.ts";

type Reference = NonNullable<MessageBody["message_reference"]>;

/** Throws what Discord answers to a reference that can't be kept. */
export function referenceOf(
  world: World,
  channel: ChannelRecord,
  reference: MessageBody["message_reference"],
): Pick<NewMessage, "forward" | "replyTo"> {
  if (!reference) return {};
  if (reference.type === FORWARD) return { forward: forwarded(world, reference) };
  return { replyTo: replyTarget(world, channel, reference) };
}

/** The message that is replied to; undefined when there is none (and the bot doesn't mind). */
function replyTarget(world: World, channel: ChannelRecord, reference: Reference): string | undefined {
  if (reference.message_id === undefined) throw missing("message_id");
  const permissions = botPermissions(world, channel);
  if (!may(permissions, PermissionFlagsBits.ReadMessageHistory)) throw apiError("replyNeedsHistory");
  if (reference.channel_id && reference.channel_id !== channel.id) {
    throw flaw("REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel");
  }
  const target = channel.messages.get(reference.message_id);
  if (target && target.ephemeralFor === null) {
    if (isWritten(target.message)) return target.message.id;
    throw flaw("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message");
  }
  if (reference.fail_if_not_exists === false) return undefined;
  throw flaw("REPLIES_UNKNOWN_MESSAGE", "Unknown message");
}

/** 10003 and 50001 for a channel that the bot can't see, 50068 for what can't be forwarded, 160014 for what it can't read. */
function forwarded(world: World, reference: Reference): NonNullable<NewMessage["forward"]> {
  if (reference.message_id === undefined) throw missing("message_id");
  if (!reference.channel_id) throw missing("channel_id");
  const channel = world.channels.get(reference.channel_id);
  if (!channel) throw apiError("unknownChannel");
  if (!may(botPermissions(world, channel), PermissionFlagsBits.ViewChannel)) throw apiError("missingAccess");
  needIn(world, channel, "ReadMessageHistory");
  const record = channel.messages.get(reference.message_id);
  if (!record || record.ephemeralFor !== null) throw flaw("REPLIES_UNKNOWN_MESSAGE", "Unknown message");
  if (!isForwardable(record)) throw apiError("invalidMessageType");
  if (!botReads(world, record)) throw apiError("unreadableForward");
  return { channel, record };
}

function missing(key: string) {
  const path = ["message_reference", key];
  return invalidForm([{ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }]);
}

function flaw(code: string, message: string) {
  return invalidForm([{ path: ["message_reference"], code, message }]);
}
