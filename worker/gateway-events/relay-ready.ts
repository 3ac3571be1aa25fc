// RELAY_READY: the relay is connected. It learns which channels are threads and, when it missed something, where to look
// for it; we learn what the bot may read.

import * as v from "valibot";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

export const relayReady = gatewayEvent(
  "RELAY_READY",
  v.object({ bot_user_id: Snowflake, message_content: v.boolean(), missed: v.optional(v.boolean(), false) }),
  async (data, app) => {
    const bot = { userId: data.bot_user_id, messageContent: data.message_content };
    const asked = { knownChannels: data.missed };
    const { threadChannels, knownChannels } = await app.store.saveBot(bot, app.now(), asked);
    return { outcome: "welcome", threadChannels, ...(data.missed ? { knownChannels } : {}) };
  },
);
