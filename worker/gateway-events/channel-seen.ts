// CHANNEL_SEEN: what stands in an open thread's channel after the relay missed something.

import * as v from "valibot";
import { deleteMissing } from "../threads/delete-missing.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

export const channelSeen = gatewayEvent(
  "CHANNEL_SEEN",
  v.object({
    channel_id: Snowflake,
    guild_id: v.nullable(Snowflake),
    user_id: Snowflake,
    ids: v.pipe(v.array(Snowflake), v.maxLength(100)),
    after: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
    up_to: Snowflake,
  }),
  ({ channel_id, guild_id, user_id, ids, after, up_to }, app) =>
    deleteMissing(app, { channelId: channel_id, guildId: guild_id, userId: user_id, ids, after, upTo: up_to }),
);
