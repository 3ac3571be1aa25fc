// Sending: every message carries a nonce made from its source's id, so that a repeated send within Discord's window of
// a few minutes shows one message (Discord: resources/message, enforce_nonce).

import type { API } from "@discordjs/core/http-only";
import type { Discord, File, Mark, Sent } from "../threads/ports.ts";
import { attempt, hasCode } from "./rest.ts";
import { uploads } from "./uploads.ts";
import { replyForStaffView, replyForUserView, userMessageView } from "./views/copies.ts";
import { headerView } from "./views/header.ts";
import type { MessageView } from "./views/layout.ts";
import { closedLogView, openedLogView } from "./views/logs.ts";
import { staffNoticeView, userNoticeView } from "./views/notices.ts";
import { serverPickerView } from "./views/server-picker.ts";

type Sending = Pick<
  Discord,
  | "postHeader"
  | "editHeader"
  | "postUserMessage"
  | "sendReply"
  | "showReply"
  | "checkMark"
  | "tellUser"
  | "tellStaff"
  | "askForServer"
  | "logOpened"
  | "logClosed"
>;

const MARKS: Record<Mark, string> = { delivered: "✅", "delivered-anonymously": "🎭", noted: "📝" };

const UNKNOWN_MESSAGE = 10008;
/** Unknown message, reaction blocked, too many reactions. */
const NO_MARK = [UNKNOWN_MESSAGE, 90001, 30010];

/** `onUnmarked` hears why a check mark could not be set. */
export function sending(api: API, onUnmarked: (reason: string) => void, now: () => number): Sending {
  /** `nonce`: at most 25 characters, the same for the same message, unlike any other. */
  async function send(channelId: string, view: MessageView, nonce: string, files: File[] = []): Sent {
    return attempt(async () => {
      try {
        const { id } = await api.channels.createMessage(channelId, {
          ...view,
          nonce,
          enforce_nonce: true,
          ...uploads(files),
        });
        return { messageId: id };
      } catch (error) {
        // The nonce names a message that was sent before and deleted since: it did arrive.
        if (hasCode(error, UNKNOWN_MESSAGE)) return { messageId: null };
        throw error;
      }
    });
  }

  return {
    postHeader: (thread, settings, messageContent) =>
      thread.channelId === null
        ? Promise.reject(new Error("a thread without a channel has no header"))
        : send(thread.channelId, headerView(thread, settings, messageContent), `h${thread.id}`),

    async editHeader(thread, settings, messageContent) {
      const { channelId, headerMessageId } = thread;
      if (channelId === null || headerMessageId === null) return;
      // A header that staff deleted is no reason to fail what they did.
      const edited = await attempt(async () => {
        try {
          await api.channels.editMessage(channelId, headerMessageId, headerView(thread, settings, messageContent));
        } catch (error) {
          if (!hasCode(error, UNKNOWN_MESSAGE)) throw error;
        }
      });
      if (!edited.ok && edited.error.reason !== "unknown-channel") {
        throw new Error(`the header couldn't be edited: ${edited.error.reason}`);
      }
    },

    postUserMessage: (channelId, message, files, linked) =>
      send(channelId, userMessageView(message, linked, now()), `u${message.id}`, files),
    sendReply: (thread, guildName, reply, files, linked) =>
      send(thread.dmChannelId, replyForUserView(reply, guildName, linked, now()), `r${reply.id}`, files),
    showReply: (channelId, reply, userName) => send(channelId, replyForStaffView(reply, userName), `v${reply.id}`),
    tellUser: (dmChannelId, notice, nonce) => send(dmChannelId, userNoticeView(notice), nonce),
    tellStaff: (channelId, notice, nonce) => send(channelId, staffNoticeView(notice), nonce),
    askForServer: (dmChannelId, candidates, nonce) => send(dmChannelId, serverPickerView(candidates, 0), nonce),
    logOpened: (logsChannelId, thread) => send(logsChannelId, openedLogView(thread), `o${thread.id}`),
    logClosed: (logsChannelId, thread, counts, transcript) =>
      send(logsChannelId, closedLogView(thread, counts), `c${thread.id}`, [transcript]),

    async checkMark(channelId, messageId, mark) {
      // Gone, blocked by the user, full of reactions, or not allowed: the delivery is done, the mark is a courtesy.
      const marked = await attempt(async () => {
        try {
          await api.channels.addMessageReaction(channelId, messageId, MARKS[mark]);
        } catch (error) {
          if (!NO_MARK.some((code) => hasCode(error, code))) throw error;
        }
      });
      if (!marked.ok) onUnmarked(marked.error.reason);
    },
  };
}
