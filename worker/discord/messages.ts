// Sending: every message carries a nonce made from its source's id, so that a repeated send within Discord's window of
// a few minutes shows one message (Discord: resources/message, enforce_nonce).

import type { API } from "@discordjs/core/http-only";
import { type APIMessage, Routes } from "discord-api-types/v10";
import { MARKS } from "../domain/emoji.ts";
import type { Message } from "../domain/message.ts";
import { ok } from "../domain/result.ts";
import type { Discord, File, OnCopy, Sent, SentCopies } from "../threads/ports.ts";
import { withFiles } from "./multipart.ts";
import { attempt, hasCode } from "./rest.ts";
import {
  type CopyView,
  noteView,
  replyCopies,
  replyForStaffView,
  userMessageCopies,
  withLinkedFiles,
} from "./views/copies.ts";
import { headerView } from "./views/header.ts";
import type { MessageView } from "./views/layout.ts";
import { closedLogView, openedLogView } from "./views/logs.ts";
import { staffNoticeView, userNoticeView } from "./views/notices.ts";
import { serverPickerView } from "./views/server-picker.ts";
import { texts } from "./views/texts.ts";

type Sending = Pick<
  Discord,
  | "postHeader"
  | "editHeader"
  | "postUserMessage"
  | "sendReply"
  | "showReply"
  | "showNote"
  | "deleteMessages"
  | "checkMark"
  | "tellUser"
  | "tellStaff"
  | "askForServer"
  | "logOpened"
  | "logClosed"
>;

const UNKNOWN_MESSAGE = 10008;
/** HTTP's status for a request or a file above Discord's limits (40005, 50045). */
const TOO_LARGE = 413;
/** Unknown message, reaction blocked, too many reactions. */
const NO_MARK = [UNKNOWN_MESSAGE, 90001, 30010];

/** `onUnmarked` hears why a check mark could not be set. */
export function sending(api: API, onUnmarked: (reason: string) => void, now: () => number): Sending {
  /** `nonce`: at most 25 characters, the same for the same message, unlike any other. */
  async function send(
    channelId: string,
    view: MessageView,
    nonce: string,
    files: readonly File[] = [],
    answers?: string,
  ): Sent {
    return attempt(async () => {
      try {
        // What it answers may be gone by then: it is sent all the same.
        const reference = { message_id: answers, fail_if_not_exists: false };
        const body = { ...view, ...(answers === undefined ? {} : { message_reference: reference }) };
        const { id } = await post(channelId, { ...body, nonce, enforce_nonce: true }, files);
        return { messageId: id };
      } catch (error) {
        // The nonce names a message that was sent before and deleted since: it did arrive.
        if (hasCode(error, UNKNOWN_MESSAGE)) return { messageId: null };
        throw error;
      }
    });
  }

  async function post(channelId: string, body: object, files: readonly File[]): Promise<APIMessage> {
    return (await api.rest.post(Routes.channelMessages(channelId), withFiles(body, files))) as APIMessage;
  }

  /** In order; those that an earlier try sent stand already. */
  async function sendCopies(
    { copyIds }: Pick<Message, "copyIds">,
    to: { channelId: string; nonce: string },
    copies: readonly CopyView[],
    onCopy: OnCopy,
  ): SentCopies {
    const sent = [...copyIds];
    for (const [place, copy] of copies.entries()) {
      if (place < copyIds.length) continue;
      const one = await sendCopy({ ...to, nonce: place === 0 ? to.nonce : `${to.nonce}.${place}` }, copy);
      if (!one.ok) return one;
      sent.push(one.value.messageId);
      if (place < copies.length - 1) await onCopy([...sent]);
    }
    return ok(sent);
  }

  async function sendCopy({ channelId, nonce }: { channelId: string; nonce: string }, copy: CopyView): Sent {
    const sent = await send(channelId, copy.view, nonce, copy.files, copy.answers);
    if (sent.ok || sent.error.reason !== "not-taken" || sent.error.status !== TOO_LARGE || copy.files.length === 0) {
      return sent;
    }
    const linked = copy.files.map(async ({ name, size, link }) => ({ name, size, link: (await link?.()) ?? null }));
    const view = withLinkedFiles(copy.view, await Promise.all(linked));
    return send(channelId, view, nonce, [], copy.answers);
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

    postUserMessage(channelId, outgoing, onCopy) {
      const to = { channelId, nonce: `u${outgoing.message.id}` };
      return sendCopies(outgoing.message, to, userMessageCopies(outgoing, now()), onCopy);
    },

    sendReply(thread, guildName, outgoing, onCopy) {
      const to = { channelId: thread.dmChannelId, nonce: `r${outgoing.message.id}` };
      return sendCopies(outgoing.message, to, replyCopies(outgoing, guildName, now()), onCopy);
    },

    deleteMessages: (channelId, ids) =>
      attempt(async () => {
        for (const id of ids) {
          try {
            await api.channels.deleteMessage(channelId, id);
          } catch (error) {
            if (!hasCode(error, UNKNOWN_MESSAGE)) throw error;
          }
        }
      }),

    showReply: (channelId, reply, userName, linked) =>
      send(channelId, withLinkedFiles(replyForStaffView(reply, userName), linked), `v${reply.id}`),
    showNote: (channelId, note, linked) => send(channelId, withLinkedFiles(noteView(note), linked), `v${note.id}`),
    tellUser: (dmChannelId, notice, nonce) => send(dmChannelId, userNoticeView(notice), nonce),
    tellStaff: (channelId, notice, nonce) => send(channelId, staffNoticeView(notice), nonce),
    askForServer: (dmChannelId, servers, nonce) =>
      send(dmChannelId, serverPickerView(servers, { mode: "choose", question: texts.user.whichServer }), nonce),
    logOpened: (logsChannelId, thread) => send(logsChannelId, openedLogView(thread), `o${thread.id}`),
    logClosed: (logsChannelId, thread, counts, transcript) =>
      send(logsChannelId, closedLogView(thread, counts), `c${thread.id}`, transcript === null ? [] : [transcript]),

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
