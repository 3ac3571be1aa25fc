// Notes on a user: `/usernote add`, `list` and `remove`, and "Notes on this user" in the menu of users. In the channel of
// a thread they are about its user unless another is named.

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
} from "discord-api-types/v10";
import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { textField } from "../discord/views/form-fields.ts";
import { type MessageView, plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { NOTES_PER_PAGE, summaryOf, userNotesView } from "../discord/views/user-notes.ts";
import type { Access } from "../domain/access.ts";
import { isSnowflake } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { USER_NOTE_LIMIT } from "../domain/user-note.ts";
import { addUserNote, removeUserNote } from "../threads/user-notes.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused, staffInServer, staffInThread } from "./staff.ts";

const t = texts.userNotes;
const CHOICES = 25;

const user: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.User,
  name: "user",
  description: "About whom; without it, the user of this thread",
};
const type = ApplicationCommandOptionType.Subcommand as const;

export const userNoteFeature: Feature = {
  name: "user-note",
  command: {
    definition: {
      name: "usernote",
      description: "What staff keep about a user beyond one thread",
      contexts: [InteractionContextType.Guild],
    },
    subcommands: [
      {
        definition: {
          type,
          name: "add",
          description: "Note something that staff see in each later thread with this user",
          options: [
            {
              type: ApplicationCommandOptionType.String,
              name: "text",
              description: "The note",
              required: true,
              max_length: USER_NOTE_LIMIT,
            },
            user,
          ],
        },
        handle: (asked, app) => about(asked, app, (whom) => add(asked, app, whom, String(asked.options.text ?? ""))),
      },
      {
        definition: { type, name: "list", description: "Show what is noted about a user", options: [user] },
        handle: (asked, app) => about(asked, app, (whom) => list(app, whom)),
      },
      {
        definition: {
          type,
          name: "remove",
          description: "Remove a note of yours, or as an admin anybody's",
          options: [
            {
              type: ApplicationCommandOptionType.String,
              name: "note",
              description: "Which note",
              required: true,
              autocomplete: true,
            },
            user,
          ],
        },
        handle: (asked, app) => about(asked, app, (whom) => remove(app, whom, String(asked.options.note ?? ""))),
        async autocomplete({ typing, ...asked }, app) {
          const whom = await whomAbout(asked, app);
          if (!whom.ok) return [];
          const { notes } = await app.store.userNotes(whom.value.guildId, whom.value.userId, 100, 0);
          const part = typing.text.toLowerCase();
          const choices = notes.map((note) => ({ name: summaryOf(note), value: note.id }));
          return choices.filter(({ name }) => name.toLowerCase().includes(part)).slice(0, CHOICES);
        },
      },
    ],
  },
  menus: [
    {
      definition: {
        type: ApplicationCommandType.User,
        name: "Notes on this user",
        contexts: [InteractionContextType.Guild],
      },
      handle: (asked, app) => about(asked, app, (whom) => list(app, whom)),
    },
  ],

  component: (asked, app) =>
    about(asked, app, (whom) => {
      const [what, number = ""] = asked.args;
      const [noteId] = asked.values;
      if (what === "add") return form(whom.userId);
      if (what === "remove" && noteId !== undefined) return remove(app, whom, noteId);
      if (what !== "page" || !/^\d{1,3}$/.test(number)) return refused({ reason: "made-up" });
      return { answer: "defer-update", after: async () => ({ edit: await page(app, whom, Number(number)) }) };
    }),

  modal: (asked, app) => about(asked, app, (whom) => add(asked, app, whom, asked.fields.text ?? "")),
};

interface Whom {
  guildId: string;
  userId: string;
  person: { id: string; access: Access };
}

async function about(asked: Asked, app: App, go: (whom: Whom) => Answer | Promise<Answer>): Promise<Answer> {
  const whom = await whomAbout(asked, app);
  return whom.ok ? go(whom.value) : refused(whom.error);
}

/** For staff only. The user is the one who was named, or whose thread's channel this is. */
async function whomAbout(asked: Asked, app: App): Promise<Result<Whom, Refusal>> {
  const named = namedUser(asked);
  if (named === null) {
    const staff = await staffInThread(asked, app);
    if (!staff.ok) return staff.error.reason === "no-thread" ? no({ reason: "no-user-named" }) : staff;
    const { thread } = staff.value.inGuild;
    return ok({ guildId: thread.guildId, userId: thread.userId, person: staff.value.person });
  }
  const staff = await staffInServer(asked, app, "staff");
  if (!staff.ok) return staff;
  if (!isSnowflake(named)) return no({ reason: "made-up" });
  const { guildId, access } = staff.value;
  return ok({ guildId, userId: named, person: { id: asked.person.id, access } });
}

/** By a menu, an option, or a custom id, whose last part it is. */
function namedUser({ target, options, args }: Asked): string | null {
  if (target?.kind === "user") return target.user.id;
  if (options.user !== undefined) return String(options.user);
  return args.at(-1) ?? null;
}

const add = (asked: Asked, app: App, whom: Whom, text: string): Answer =>
  later(async () => {
    const added = await addUserNote(app, whom, { id: asked.id, author: asked.person, text });
    return added.ok ? plain(t.added(whom.userId)) : refusalView(added.error);
  });

const remove = (app: App, whom: Whom, noteId: string): Answer =>
  later(async () => {
    const removed = await removeUserNote(app, whom, noteId, whom.person);
    return removed.ok ? plain(t.removed) : refusalView(removed.error);
  });

const list = (app: App, whom: Whom): Answer => later(() => page(app, whom, 0));

const later = (work: () => Promise<MessageView>): Answer => ({
  answer: "defer",
  ephemeral: true,
  after: async () => ({ edit: await work() }),
});

async function page(app: App, { guildId, userId }: Whom, number: number): Promise<MessageView> {
  const { notes, total } = await app.store.userNotes(guildId, userId, NOTES_PER_PAGE, number * NOTES_PER_PAGE);
  return userNotesView(userId, notes, total, number);
}

const form = (userId: string): Answer => ({
  answer: "modal",
  modal: {
    custom_id: customId("user-note", "add", userId),
    title: t.form.title,
    components: [
      textField({ field: "text", label: t.form.text, hint: t.form.hint, limit: USER_NOTE_LIMIT, required: true }),
    ],
  },
});
