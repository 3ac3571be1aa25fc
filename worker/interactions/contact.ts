// Contact: `/contact user [text]`, and "Open a Modmail thread" in the menu of users with a form for the first words.

import { ApplicationCommandOptionType, ApplicationCommandType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { FORM_TEXT, textField } from "../discord/views/form-fields.ts";
import { cut, type MessageView, plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { isSnowflake } from "../domain/message.ts";
import { Later } from "../domain/refusal.ts";
import { type Contact, contactUser } from "../threads/contact.ts";
import { REPLY_LIMIT } from "../threads/reply.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused, staffInServer } from "./staff.ts";

const t = texts.contact;

export const contactFeature: Feature = {
  name: "contact",
  command: {
    definition: {
      name: "contact",
      description: "Open a thread with a member of this server: they get a direct message",
      contexts: [InteractionContextType.Guild],
      options: [
        { type: ApplicationCommandOptionType.User, name: "user", description: "With whom", required: true },
        {
          type: ApplicationCommandOptionType.String,
          name: "text",
          description: "What they get as your first message",
          max_length: REPLY_LIMIT,
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "anonymous",
          description: "Whether they aren't told who writes that; without it, as the server's setting says",
        },
      ],
    },
    handle: (asked, app) => contact(asked, app, String(asked.options.user), String(asked.options.text ?? "")),
  },

  menus: [
    {
      definition: {
        type: ApplicationCommandType.User,
        name: "Open a Modmail thread",
        contexts: [InteractionContextType.Guild],
      },
      async handle(asked, app) {
        const staff = await staffInServer(asked, app, "staff");
        if (!staff.ok) return refused(staff.error);
        const { settings } = staff.value;
        if (settings === null || !settings.enabled) return refused({ reason: "modmail-off", guildName: null });
        if (asked.target?.kind !== "user") return refused({ reason: "made-up" });
        const { user } = asked.target;
        return user.isBot ? refused({ reason: "is-a-bot" }) : form(user, settings.guildName);
      },
    },
  ],

  async modal(asked, app) {
    const [userId] = asked.args;
    if (userId === undefined || !isSnowflake(userId)) return refused({ reason: "made-up" });
    return contact(asked, app, userId, asked.fields.text ?? "");
  },
};

async function contact(asked: Asked, app: App, userId: string, text: string): Promise<Answer> {
  const staff = await staffInServer(asked, app, "staff");
  if (!staff.ok) return refused(staff.error);
  const { guildId, access } = staff.value;
  const { id, channelId, person, options } = asked;
  const anonymous = typeof options.anonymous === "boolean" ? { anonymous: options.anonymous } : {};
  const said = { staff: person, access, text, channelId, sentAt: app.now(), ...anonymous };
  const wish: Contact = { id, guildId, userId, ...said };
  return { answer: "defer", ephemeral: true, after: async () => ({ edit: await contactNow(app, wish) }) };
}

async function contactNow(app: App, wish: Contact): Promise<MessageView> {
  try {
    const contacted = await contactUser(app, wish);
    if (!contacted.ok) return refusalView(contacted.error);
    const { channelId, waits } = contacted.value;
    return plain(waits === null ? t.opened(wish.userId, channelId) : t.waits(wish.userId, refusalText(waits)));
  } catch (error) {
    if (error instanceof Later) return plain(t.later);
    throw error;
  }
}

const form = (user: { id: string; name: string }, guildName: string): Answer => ({
  answer: "modal",
  modal: {
    custom_id: customId("contact", user.id),
    title: cut(t.form.title(user.name), 45),
    components: [
      textField({
        field: "text",
        label: t.form.text,
        hint: t.form.hint(guildName),
        limit: FORM_TEXT,
        required: false,
      }),
    ],
  },
});
