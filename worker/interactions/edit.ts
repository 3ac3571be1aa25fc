// Edit: `/edit`, and "Edit this reply" in the menu of a reply, which opens a form with its text.

import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { textField } from "../discord/views/form-fields.ts";
import { texts } from "../discord/views/texts.ts";
import { snowflakeTime } from "../domain/message.ts";
import { editReply } from "../threads/edit-reply.ts";
import type { Meant } from "../threads/find-reply.ts";
import { REPLY_LIMIT } from "../threads/reply.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { answerWithChange, meantBy, replyOfMenu, replyOption, suggestReplies } from "./reply-changes.ts";
import { refused } from "./staff.ts";

/** What a text input of a modal takes (Discord: components/reference). */
const FORM_LIMIT = Math.min(REPLY_LIMIT, 4000);

export const editFeature: Feature = {
  name: "edit",
  command: {
    definition: {
      name: "edit",
      description: "Change a reply: the user sees the new text",
      contexts: [InteractionContextType.Guild],
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "text",
          description: "What the reply says from now on",
          required: true,
          max_length: REPLY_LIMIT,
        },
        replyOption,
      ],
    },
    handle: (asked, app) => edit(asked, app, meantBy(asked), String(asked.options.text ?? "")),
    autocomplete: suggestReplies,
  },

  menus: [
    {
      definition: {
        type: ApplicationCommandType.Message,
        name: texts.mirror.editMenu,
        contexts: [InteractionContextType.Guild],
      },
      handle: openForm,
    },
  ],

  modal: (asked, app) => edit(asked, app, { id: asked.args[0] ?? "" }, asked.fields.text ?? ""),
};

async function openForm(asked: Asked, app: App): Promise<Answer> {
  const reply = await replyOfMenu(asked, app);
  if (!reply.ok) return refused(reply.error);
  const { id, content, attachments } = reply.value;
  if (content.length > FORM_LIMIT) return refused({ reason: "too-long-for-form" });
  const field = textField({
    field: "text",
    label: texts.mirror.editLabel,
    hint: texts.mirror.editHint,
    limit: FORM_LIMIT,
    required: attachments.length === 0,
    value: content,
  });
  return {
    answer: "modal",
    modal: { custom_id: customId("edit", id), title: texts.mirror.editTitle, components: [field] },
  };
}

const edit = (asked: Asked, app: App, meant: Meant, content: string): Promise<Answer> =>
  answerWithChange(
    asked,
    app,
    meant,
    ({ inGuild, person }, reply) => editReply(app, inGuild, person, reply, { content, at: snowflakeTime(asked.id) }),
    texts.mirror.edited,
  );
