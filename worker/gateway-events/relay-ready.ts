// RELAY_READY: the relay is connected. It learns which channels are threads, we learn what the bot may read.

import * as v from "valibot";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

export const relayReady = gatewayEvent(
  "RELAY_READY",
  v.object({ bot_user_id: Snowflake, message_content: v.boolean() }),
  async (data, app) => {
    const bot = { userId: data.bot_user_id, messageContent: data.message_content };
    const { threadChannels } = await app.store.saveBot(bot, app.now());
    return { outcome: "welcome", threadChannels };
  },
);
