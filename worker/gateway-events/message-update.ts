// MESSAGE_UPDATE: its author edited a message; the relay passes on nothing else of that name.

import * as v from "valibot";
import { Message, toNewMessage } from "../discord/read/message.ts";
import { editTypedMessage } from "../threads/edit-typed-message.ts";
import { editUserMessage } from "../threads/edit-user-message.ts";
import { gatewayEvent } from "./gateway-event.ts";

const Time = v.pipe(v.string(), v.isoTimestamp());

export const messageUpdate = gatewayEvent(
  "MESSAGE_UPDATE",
  v.object({ ...Message.entries, edited_timestamp: Time }),
  async (message, app) => {
    if (message.author.bot) return { outcome: "from-a-bot" };
    const editedAt = Date.parse(message.edited_timestamp);
    const { guild_id: guildId, member } = message;
    if (guildId == null) {
      return editUserMessage(
        app,
        { ...toNewMessage(message, app.config), kind: "user", userId: message.author.id },
        editedAt,
      );
    }
    if (!member) return { outcome: "not-from-a-member" };
    return editTypedMessage(
      app,
      { message: toNewMessage(message, app.config), guildId, roleIds: member.roles },
      editedAt,
    );
  },
);
