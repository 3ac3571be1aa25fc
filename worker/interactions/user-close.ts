// Users close their own threads where the server lets them: `/modmail close` in the DM, and the button under what they
// are told. Both ask first. Whose thread it is, and whether they may, is looked up at every press.

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { askToCloseView } from "../discord/views/user-close.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { closeThread } from "../threads/close.ts";
import type { ThreadInGuild } from "../threads/ports.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused } from "./staff.ts";

export const userCloseFeature: Feature = {
  name: "user-close",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "close",
      description: "In direct messages: close your thread with the staff you are talking to",
    },
    handle: (asked, app) => ask(asked, app, () => true),
  },

  async component(asked, app) {
    const [what, id] = asked.args;
    switch (what) {
      case "ask":
        return ask(asked, app, ({ thread }) => thread.guildId === id);
      case "yes":
        return close(asked, app, ({ thread }) => thread.id === id);
      case "no":
        return { answer: "defer-update", after: async () => ({ edit: plain(texts.user.keptOpen) }) };
      default:
        return refused({ reason: "made-up" });
    }
  },
};

type Is = (inGuild: ThreadInGuild) => boolean;

async function ask(asked: Asked, app: App, is: Is): Promise<Answer> {
  const own = await ownThread(asked, app, is);
  if (!own.ok) return refused(own.error);
  const { thread, settings } = own.value;
  return { answer: "message", view: askToCloseView(thread.id, settings.guildName), ephemeral: true };
}

async function close(asked: Asked, app: App, is: Is): Promise<Answer> {
  const own = await ownThread(asked, app, is);
  if (!own.ok) return refused(own.error);
  return {
    answer: "defer-update",
    async after() {
      const closed = await closeThread(app, own.value, asked.person.id, null);
      return {
        edit: closed.ok ? plain(texts.user.youClosed(own.value.settings.guildName)) : refusalView(closed.error),
      };
    },
  };
}

/** The first of the person's open threads that `is` fits; where their messages go is the first. */
async function ownThread(asked: Asked, app: App, is: Is): Promise<Result<ThreadInGuild, Refusal>> {
  if (asked.guildId !== null) return no({ reason: "only-in-dm" });
  const own = (await app.store.userThreads(asked.person.id)).find(is);
  if (own === undefined) return no({ reason: "no-own-thread" });
  const { usersMayClose, guildName } = own.settings;
  return usersMayClose ? ok(own) : no({ reason: "users-may-not-close", guildName });
}
