// Changing what stands there already: copies after an edit or a deletion, reactions; and typing.

import type { API } from "@discordjs/core/http-only";
import type { Emoji } from "../domain/emoji.ts";
import type { Message } from "../domain/message.ts";
import type { Mirroring } from "../threads/ports.ts";
import { attempt, hasCode } from "./rest.ts";
import type { MessageView } from "./views/layout.ts";
import { answerRevision, replyRevision, userMessageRevision } from "./views/revisions.ts";

const UNKNOWN_MESSAGE = 10008;
const EMPTY_MESSAGE = 50006;
/** Of another server's emoji that the bot can't use; blocked by the user; 20 kinds are there already. */
const UNWANTED = [UNKNOWN_MESSAGE, 10014, 90001, 30010];

export function mirroring(api: API, now: () => number): Mirroring {
  const unless = async (codes: readonly number[], call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      return true;
    } catch (error) {
      if (codes.some((code) => hasCode(error, code))) return false;
      throw error;
    }
  };
  const edit = (channelId: string, id: string, view: MessageView) =>
    unless([UNKNOWN_MESSAGE], () => api.channels.editMessage(channelId, id, view));
  const remove = (channelId: string, id: string) =>
    unless([UNKNOWN_MESSAGE], () => api.channels.deleteMessage(channelId, id));

  /** A copy that holds files stays when the text needs it no more. */
  async function empty(channelId: string, id: string): Promise<"stays" | "gone"> {
    const body = { content: "", embeds: [] };
    const stays = await unless([UNKNOWN_MESSAGE, EMPTY_MESSAGE], () => api.channels.editMessage(channelId, id, body));
    if (stays) return "stays";
    await remove(channelId, id);
    return "gone";
  }

  async function revise(channelId: string, message: Message, views: readonly MessageView[]) {
    const copyIds = [...message.copyIds];
    for (const [place, view] of views.entries()) {
      const id = copyIds[place];
      if (id === undefined) copyIds.push(await add(channelId, message, view, place));
      else if (id !== null) await edit(channelId, id, view);
    }
    const left: Message["copyIds"] = [];
    for (const id of copyIds.slice(views.length)) {
      if (id !== null && (await empty(channelId, id)) === "stays") left.push(id);
    }
    return [...copyIds.slice(0, views.length), ...left];
  }

  /** Another nonce for each edit: Discord would take a copy that an earlier edit removed for this one. */
  async function add(channelId: string, message: Message, view: MessageView, place: number): Promise<string | null> {
    const at = message.editedAt ?? message.deletedAt ?? 0;
    const nonce = `e${BigInt(message.id).toString(36)}${at.toString(36)}${place.toString(36)}`;
    let id: string | null = null;
    await unless([UNKNOWN_MESSAGE], async () => {
      ({ id } = await api.channels.createMessage(channelId, { ...view, nonce, enforce_nonce: true }));
    });
    return id;
  }

  return {
    reviseUserMessage: (channelId, revision) =>
      attempt(() => revise(channelId, revision.message, userMessageRevision(revision, now()))),

    reviseReply: ({ dmChannelId }, guildName, revision) =>
      attempt(async () => {
        const { message } = revision;
        if (message.deletedAt === undefined) {
          return revise(dmChannelId, message, replyRevision(revision, guildName, now()));
        }
        for (const id of message.copyIds) if (id !== null) await remove(dmChannelId, id);
        return message.copyIds;
      }),

    // A view for staff of what the user sees: if it can't be shown, nothing else fails.
    reviseAnswer: async (channelId, answerId, revision, userName) => {
      await attempt(() => edit(channelId, answerId, answerRevision(revision, userName)));
    },

    react: (channelId, messageId, emoji) =>
      attempt(async () => {
        await unless(UNWANTED, () => api.channels.addMessageReaction(channelId, messageId, keyOf(emoji)));
      }),

    unreact: (channelId, messageId, emoji) =>
      attempt(async () => {
        await unless(UNWANTED, () => api.channels.deleteOwnMessageReaction(channelId, messageId, keyOf(emoji)));
      }),

    reactionsOn: (channelId, messageId) =>
      attempt(async () => {
        const { reactions = [] } = await api.channels.getMessage(channelId, messageId);
        return reactions.map(({ emoji: { id, name }, count, me }) => ({
          emoji: { id, name: name ?? "" },
          others: count - (me ? 1 : 0),
          own: me,
        }));
      }),

    showTyping: (channelId) =>
      attempt(async () => {
        await api.channels.showTyping(channelId);
      }),
  };
}

/** As Discord writes an emoji into a path (Discord: resources/message#create-reaction). */
const keyOf = ({ id, name }: Emoji): string => (id === null ? name : `${name}:${id}`);
