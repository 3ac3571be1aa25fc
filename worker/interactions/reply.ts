// Reply: `/reply`, the Reply button with its modal, and "Reply with this" in the menu of what someone of staff typed. All
// of it works with and without the Message Content intent.

import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { FORM_TEXT } from "../discord/views/form-fields.ts";
import { texts } from "../discord/views/texts.ts";
import { readStaffMessage } from "../domain/staff-message.ts";
import { checkMark } from "../threads/deliver.ts";
import type { FoundThread } from "../threads/ports.ts";
import { REPLY_LIMIT, type ReplyDraft, reply } from "../threads/reply.ts";
import { typingIn } from "../threads/typed-command.ts";
import { answerWithFiles } from "./answer-files.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { fileOptions } from "./file-options.ts";
import { answerWithReply } from "./reply-answer.ts";
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
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "anonymous",
          description: "Whether the user is not to see your name; without it, as this server has set",
        },
        ...fileOptions,
      ],
    },
    async handle(asked, app) {
      const { text = "", anonymous } = asked.options;
      return send(asked, app, { content: String(text), ...(typeof anonymous === "boolean" ? { anonymous } : {}) });
    },
  },

  menus: [
    {
      definition: {
        type: ApplicationCommandType.Message,
        name: texts.reply.menu,
        contexts: [InteractionContextType.Guild],
      },
      handle: sendTyped,
    },
  ],

  component: (asked, app) =>
    openThreadForm(asked, app, "reply", ({ thread, settings }) => ({
      field: "text",
      title: texts.reply.title(thread.profile.displayName),
      label: texts.reply.text,
      hint: texts.reply.hint(settings.guildName),
      limit: FORM_TEXT,
      // Files may come without a text.
      required: false,
      files: { label: texts.reply.files, hint: texts.reply.filesHint },
    })),

  modal: (asked, app) => send(asked, app, { content: asked.fields.text ?? "" }),
};

/** By command or modal. Its files are shown in the answer: nobody else of staff would see them. */
async function send(asked: Asked, app: App, said: Pick<ReplyDraft, "content" | "anonymous">): Promise<Answer> {
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  const { id, attachments } = asked;
  return answerWithReply(
    app,
    staff.value,
    () =>
      reply(app, inGuild, person.access, {
        ...said,
        id,
        attachments: [...attachments],
        ...by(asked, app),
        source: "interaction",
      }),
    (sent, view) => answerWithFiles(asked, app, sent, view),
  );
}

/**
 * What someone typed goes to the user in the name of who uses the menu. Its id is the reply's, so that of two who use it
 * at once one sends it; the note that it was until then becomes the reply.
 */
async function sendTyped(asked: Asked, app: App): Promise<Answer> {
  if (asked.target?.kind !== "message") return refused({ reason: "made-up" });
  const { message, byBot } = asked.target;
  const staff = await staffInThread(asked, app, message.id);
  if (!staff.ok) return refused(staff.error);
  if (byBot) return refused({ reason: "written-by-bot" });
  const { inGuild, person } = staff.value;
  if (inGuild.message?.kind === "reply" && inGuild.message.state !== "refused") {
    return refused({ reason: "already-sent" });
  }
  const { anonymous: _, ...typed } = message;
  const said = { ...typed, ...meant(message.content, inGuild) };
  return answerWithReply(
    app,
    staff.value,
    () => reply(app, inGuild, person.access, { ...said, ...by(asked, app) }),
    async (sent) => {
      await checkMark(app, sent);
      return {};
    },
  );
}

const by = ({ person, channelId }: Asked, app: App) => ({ author: person, channelId, sentAt: app.now() });

/** "!r Hello" that was typed where it couldn't be read, or that was refused, is still meant as "Hello". */
function meant(content: string, inGuild: FoundThread): Pick<ReplyDraft, "content" | "anonymous"> {
  const meaning = readStaffMessage(content, { ...typingIn(inGuild), hasMore: true });
  if (meaning.kind !== "reply") return { content };
  const { text, anonymous } = meaning;
  return { content: text, ...(anonymous === undefined ? {} : { anonymous }) };
}
