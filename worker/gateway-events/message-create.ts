// MESSAGE_CREATE: in a DM it is a user's, in a thread's channel it is staff's.

import { Message, toNewMessage } from "../discord/read/message.ts";
import { receiveStaffMessage } from "../threads/receive-staff-message.ts";
import { receiveUserMessage } from "../threads/receive-user-message.ts";
import { gatewayEvent } from "./gateway-event.ts";

export const messageCreate = gatewayEvent("MESSAGE_CREATE", Message, async (message, app) => {
  if (message.author.bot) return { outcome: "from-a-bot" };
  const { guild_id: guildId, member } = message;
  if (guildId == null) {
    return receiveUserMessage(app, { ...toNewMessage(message, app.config), kind: "user", userId: message.author.id });
  }
  if (!member) return { outcome: "not-from-a-member" };
  return receiveStaffMessage(app, { message: toNewMessage(message, app.config), guildId, roleIds: member.roles });
});
