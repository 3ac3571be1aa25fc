// A person's own messages: written, changed, deleted, read. Permissions as their client would check them.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Person, SeenMessage } from "../api.ts";
import { deleteMessage, editMessage } from "../world/edit-message.ts";
import { PARSE_EVERYTHING } from "../world/mentions.ts";
import { isEditable } from "../world/message-parts.ts";
import { createMessage } from "../world/messages.ts";
import { channelPermissions, may } from "../world/permissions.ts";
import { setPinned } from "../world/reactions.ts";
import { renderMessage } from "../world/render-message.ts";
import { byId } from "../world/snowflake.ts";
import type { MessageRecord } from "../world/state.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";
import { demand, demandWriting, sees, visibleChannel, visibleMessage } from "./access.ts";
import { checkDraft, checkLength, checkSlowmode, newPoll, usableSticker } from "./draft.ts";

type Writing = Pick<Person, "send" | "edit" | "delete" | "pin" | "messages">;

export function createWriting(world: World, userId: string): Writing {
  /** Ephemeral messages that this person waved away; nobody else hears of it. */
  const dismissed = new Set<string>();
  const nitro = () => world.users.get(userId)?.nitro === true;

  return {
    send(to, content, { files = [], stickers = [], poll, replyTo, ping = true } = {}) {
      const channel = visibleChannel(world, userId, to);
      checkDraft({ content, files, stickers, poll }, { maxFile: uploadLimit(world, channel, userId), nitro: nitro() });
      demandWriting(world, userId, channel);
      if (files.length > 0) demand(world, userId, channel, PermissionFlagsBits.AttachFiles, "attach files");
      if (poll) demand(world, userId, channel, PermissionFlagsBits.SendPolls, "create polls");
      if (replyTo !== undefined && visibleMessage(world, userId, channel, replyTo).ephemeralFor !== null) {
        throw new Error("Nobody can reply to an ephemeral message.");
      }
      checkSlowmode(world, channel, userId);
      const record = createMessage(world, channel, {
        authorId: userId,
        content,
        files,
        stickers: stickers.map((id) => usableSticker(world, channel, userId, id)),
        poll: poll && newPoll(poll),
        replyTo,
        allowedMentions: { ...PARSE_EVERYTHING, replied_user: ping },
        nonce: world.ids.next(),
      });
      return renderMessage(world, record, userId);
    },
    edit(to, messageId, content) {
      const channel = visibleChannel(world, userId, to);
      const record = visibleMessage(world, userId, channel, messageId);
      if (record.message.author.id !== userId) throw new Error("Only its author can edit a message.");
      if (!isEditable(record.message)) throw new Error("Voice messages, polls and forwards can't be edited.");
      checkLength(content, nitro());
      if (content.trim() === "" && record.message.attachments.length === 0)
        throw new Error("A message can't be empty.");
      editMessage(world, channel, record, { content });
      return renderMessage(world, record, userId);
    },
    delete(to, messageId) {
      const channel = visibleChannel(world, userId, to);
      const record = visibleMessage(world, userId, channel, messageId);
      if (record.ephemeralFor !== null) {
        dismissed.add(messageId);
        world.emitChange({ kind: "message-deleted", channelId: channel.id, messageId });
        return;
      }
      if (record.message.author.id !== userId) {
        if (channel.guildId === null) throw new Error("In a DM everybody deletes only their own messages.");
        demand(world, userId, channel, PermissionFlagsBits.ManageMessages, "delete others' messages");
      }
      deleteMessage(world, channel, record);
    },
    pin(to, messageId) {
      const channel = visibleChannel(world, userId, to);
      const record = visibleMessage(world, userId, channel, messageId);
      demand(world, userId, channel, PermissionFlagsBits.PinMessages, "pin messages");
      setPinned(world, channel, record, userId, true);
    },
    messages(to) {
      const channel = visibleChannel(world, userId, to);
      const permissions = channelPermissions(world, channel, userId);
      return (
        [...channel.messages.values()]
          .filter((record) => isSeen(record, userId) && !dismissed.has(record.message.id))
          // Ephemeral answers are on the screen whatever the history permission says.
          .filter((record) => record.ephemeralFor !== null || may(permissions, PermissionFlagsBits.ReadMessageHistory))
          .sort((a, b) => byId(a.message.id, b.message.id))
          .map((record) => seenMessage(world, record, userId))
      );
    },
  };
}

/** The message as this person sees it now; null when it's gone or they can't see it (any more). */
export function seenNow(world: World, channelId: string, messageId: string, userId: string): SeenMessage | null {
  const channel = world.channels.get(channelId);
  const record = channel?.messages.get(messageId);
  if (!channel || !record || !isSeen(record, userId) || !sees(world, userId, channel)) return null;
  return seenMessage(world, record, userId);
}

function isSeen(record: MessageRecord, userId: string): boolean {
  return record.ephemeralFor === null || record.ephemeralFor === userId;
}

function seenMessage(world: World, record: MessageRecord, userId: string): SeenMessage {
  return { ...renderMessage(world, record, userId), ephemeral: record.ephemeralFor !== null };
}
