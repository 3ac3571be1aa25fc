// Delete: `/delete`, and "Delete this reply" in the menu of a reply.

import { ApplicationCommandType, InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { texts } from "../discord/views/texts.ts";
import { snowflakeTime } from "../domain/message.ts";
import { deleteReply } from "../threads/delete-reply.ts";
import type { Meant } from "../threads/find-reply.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { answerWithChange, meantBy, replyOption, suggestReplies } from "./reply-changes.ts";
import { refused } from "./staff.ts";

export const deleteFeature: Feature = {
  name: "delete",
  command: {
    definition: {
      name: "delete",
      description: "Take a reply back: the user doesn't see it any more, the transcript keeps it",
      contexts: [InteractionContextType.Guild],
      options: [replyOption],
    },
    handle: (asked, app) => remove(asked, app, meantBy(asked)),
    autocomplete: suggestReplies,
  },

  menus: [
    {
      definition: {
        type: ApplicationCommandType.Message,
        name: texts.mirror.deleteMenu,
        contexts: [InteractionContextType.Guild],
      },
      async handle(asked, app) {
        if (asked.target?.kind !== "message") return refused({ reason: "made-up" });
        return remove(asked, app, { seenAs: asked.target.message.id });
      },
    },
  ],
};

const remove = (asked: Asked, app: App, meant: Meant): Promise<Answer> =>
  answerWithChange(
    asked,
    app,
    meant,
    ({ inGuild, person }, reply) => deleteReply(app, inGuild, person, reply, snowflakeTime(asked.id)),
    texts.mirror.deletedReply,
  );
