// Answers to interactions that were deferred or acknowledged first, and messages that commands post for admins.

import type { API } from "@discordjs/core/http-only";
import type { DiscordRefusal } from "../domain/refusal.ts";
import type { Result } from "../domain/result.ts";
import { attempt, hasCode } from "./rest.ts";
import type { MessageView } from "./views/layout.ts";

export interface Answers {
  /**
   * Fills in or replaces the first answer, up to 15 minutes after the interaction. Nothing happens when it is gone with
   * its channel, or its token has ended.
   */
  edit(interactionToken: string, view: MessageView): Promise<void>;
  /** Posts a message; the same nonce shows one message (Discord: enforce_nonce). */
  post(channelId: string, view: MessageView, nonce: string): Promise<Result<void, DiscordRefusal>>;
}

/** Unknown message, unknown webhook, token ended; an unknown channel is a refusal already. */
const GONE = [10008, 10015, 50027];

export function createAnswers(api: API, applicationId: string): Answers {
  return {
    async edit(interactionToken, view) {
      await attempt(async () => {
        try {
          await api.interactions.editReply(applicationId, interactionToken, { components: [], ...view });
        } catch (error) {
          if (!GONE.some((code) => hasCode(error, code))) throw error;
        }
      });
    },

    post: (channelId, view, nonce) =>
      attempt(async () => {
        await api.channels.createMessage(channelId, { ...view, nonce, enforce_nonce: true });
      }),
  };
}
