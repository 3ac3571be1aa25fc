// Answers to interactions that were deferred or acknowledged first, and messages that commands post for admins.

import type { API } from "@discordjs/core/http-only";
import { type APIMessage, MessageFlags, Routes } from "discord-api-types/v10";
import type { DiscordRefusal } from "../domain/refusal.ts";
import type { Result } from "../domain/result.ts";
import type { File } from "../threads/ports.ts";
import { withFiles } from "./multipart.ts";
import { attempt, hasCode } from "./rest.ts";
import type { MessageView } from "./views/layout.ts";

export interface Answers {
  /**
   * Fills in or replaces the first answer, up to 15 minutes after the interaction; may be repeated. Nothing happens when it
   * is gone with its channel, or its token has ended. Files that Discord doesn't take are left out. Returns the message;
   * null: gone.
   */
  edit(interactionToken: string, view: MessageView, files?: readonly File[]): Promise<string | null>;
  /** Says something more to the person alone, up to 15 minutes after the interaction. */
  whisper(interactionToken: string, view: MessageView): Promise<void>;
  /** Posts a message; the same nonce shows one message (Discord: enforce_nonce). */
  post(channelId: string, view: MessageView, nonce: string): Promise<Result<void, DiscordRefusal>>;
}

/** Unknown webhook: no answer of ours to this interaction has reached Discord. */
const UNANSWERED = 10015;
/** Unknown message, token ended; an unknown channel is a refusal already. */
const GONE = [10008, 50027];
/** Seconds; together as long as Discord waits for a first answer. */
const PATIENCE = [0.1, 0.2, 0.4, 0.8, 1.5];

export function createAnswers(
  api: API,
  answering: API,
  applicationId: string,
  wait: (seconds: number) => Promise<void>,
): Answers {
  function unlessGone(call: () => Promise<APIMessage>): Promise<Result<string | null, DiscordRefusal>> {
    return attempt(async () => {
      // The first answer travels in the HTTP response, this one in a request of its own, which may overtake it.
      for (const patience of [...PATIENCE, null]) {
        try {
          return (await call()).id;
        } catch (error) {
          if (GONE.some((code) => hasCode(error, code))) return null;
          if (!hasCode(error, UNANSWERED)) throw error;
          if (patience !== null) await wait(patience);
        }
      }
      return null;
    });
  }

  return {
    async edit(token, view, files = []) {
      const route = Routes.webhookMessage(applicationId, token, "@original");
      const body = { components: [], ...view };
      const edit = (shown: readonly File[]) =>
        unlessGone(
          async () => (await answering.rest.patch(route, { ...withFiles(body, shown), auth: false })) as APIMessage,
        );
      let edited = await edit(files);
      if (!edited.ok && files.length > 0) edited = await edit([]);
      return edited.ok ? edited.value : null;
    },
    async whisper(token, view) {
      await unlessGone(() =>
        answering.interactions.followUp(applicationId, token, { ...view, flags: MessageFlags.Ephemeral }),
      );
    },

    post: (channelId, view, nonce) =>
      attempt(async () => {
        await api.channels.createMessage(channelId, { ...view, nonce, enforce_nonce: true });
      }),
  };
}
