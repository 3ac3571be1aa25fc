// Note: `/note` keeps a text and files for staff, in the channel and in the transcript.

import { ApplicationCommandOptionType, InteractionContextType } from "discord-api-types/v10";
import { noteView } from "../discord/views/copies.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { keepNote } from "../threads/note.ts";
import { REPLY_LIMIT } from "../threads/reply.ts";
import { answerWithFiles } from "./answer-files.ts";
import type { Feature } from "./feature.ts";
import { fileOptions } from "./file-options.ts";
import { refused, staffInThread } from "./staff.ts";

export const noteFeature: Feature = {
  name: "note",
  command: {
    definition: {
      name: "note",
      description: "Write something for staff only; kept with the transcript",
      contexts: [InteractionContextType.Guild],
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "text",
          description: "What the user is not to see",
          required: true,
          max_length: REPLY_LIMIT,
        },
        ...fileOptions,
      ],
    },
    async handle(asked, app) {
      const staff = await staffInThread(asked, app);
      if (!staff.ok) return refused(staff.error);
      return {
        answer: "defer",
        ephemeral: false,
        async after() {
          const { id, person: author, channelId } = asked;
          const content = String(asked.options.text ?? "");
          const noted = await keepNote(app, staff.value.inGuild, {
            id,
            author,
            content,
            attachments: [...asked.attachments],
            channelId,
            sentAt: app.now(),
            source: "interaction",
          });
          if (!noted.ok) return { edit: refusalView(noted.error) };
          const answer = await answerWithFiles(asked, app, noted.value, noteView(noted.value));
          return { ...answer, shown: (it: string) => app.store.answerShown(id, it) };
        },
      };
    },
  },
};
