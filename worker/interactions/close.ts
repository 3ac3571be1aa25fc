// Close: `/close [reason]`, and the header's Close Thread button with its modal.

import { ApplicationCommandOptionType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { mayAnswer } from "../domain/thread.ts";
import { closeThread, REASON_LIMIT } from "../threads/close.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";
import { openThreadForm } from "./thread-form.ts";

export const closeFeature: Feature = {
  name: "close",
  command: {
    definition: {
      name: "close",
      description: "Close this thread: its transcript is kept, the user is told, the channel goes",
      contexts: [InteractionContextType.Guild],
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "reason",
          description: "Told to the user and kept with the transcript",
          max_length: REASON_LIMIT,
        },
      ],
    },
    handle: (asked, app) => close(asked, app, String(asked.options.reason ?? "")),
  },

  component: (asked, app) =>
    openThreadForm(asked, app, "close", ({ thread }) => ({
      field: "reason",
      title: texts.close.title(thread.profile.displayName),
      label: texts.close.reason,
      hint: texts.close.reasonHint,
      limit: REASON_LIMIT,
      required: false,
    })),

  modal: (asked, app) => close(asked, app, asked.fields.reason ?? ""),
};

async function close(asked: Asked, app: App, reason: string): Promise<Answer> {
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  const allowed = mayAnswer(inGuild.thread, person);
  if (!allowed.ok) return refused(allowed.error);
  return {
    answer: "message",
    view: plain(texts.close.closing(person.id)),
    ephemeral: false,
    async after() {
      const closed = await closeThread(app, inGuild, person.id, reason);
      return closed.ok ? {} : { edit: refusalView(closed.error) };
    },
  };
}
