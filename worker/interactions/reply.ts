// Reply: `/reply`, and the Reply button with its modal. Works with and without the Message Content intent.

import { ApplicationCommandOptionType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { replyForStaffView } from "../discord/views/copies.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { Later } from "../domain/refusal.ts";
import { mayAnswer } from "../domain/thread.ts";
import { REPLY_LIMIT, reply } from "../threads/reply.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";
import { openThreadForm } from "./thread-form.ts";

export const replyFeature: Feature = {
  name: "reply",
  command: {
    definition: {
      name: "reply",
      description: "Answer the user of this thread",
      contexts: [InteractionContextType.Guild],
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "text",
          description: "What the user gets as a direct message",
          required: true,
          max_length: REPLY_LIMIT,
        },
      ],
    },
    handle: (asked, app) => send(asked, app, String(asked.options.text ?? "")),
  },

  component: (asked, app) =>
    openThreadForm(asked, app, "reply", ({ thread, settings }) => ({
      field: "text",
      title: texts.reply.title(thread.profile.displayName),
      label: texts.reply.text,
      hint: texts.reply.hint(settings.guildName),
      limit: REPLY_LIMIT,
      required: true,
    })),

  modal: (asked, app) => send(asked, app, asked.fields.text ?? ""),
};

async function send(asked: Asked, app: App, content: string): Promise<Answer> {
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  const allowed = mayAnswer(inGuild.thread, person);
  if (!allowed.ok) return refused(allowed.error);
  return {
    answer: "defer",
    ephemeral: false,
    async after() {
      try {
        const sent = await reply(app, inGuild, person.access, {
          id: asked.id,
          author: asked.person,
          content,
          attachments: [],
          channelId: asked.channelId,
          sentAt: app.now(),
        });
        if (sent.ok) return { edit: replyForStaffView(sent.value, inGuild.thread.profile.displayName) };
        return { edit: refusalView(sent.error, texts.staff.notSent(refusalText(sent.error))) };
      } catch (error) {
        // It is kept: the schedule sends it.
        if (error instanceof Later) return { edit: plain(texts.copies.replyWaits) };
        throw error;
      }
    },
  };
}
