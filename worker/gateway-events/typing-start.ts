// TYPING_START: somebody is typing at this moment. Where nobody wants to see it, the relay is told to keep it to itself.

import * as v from "valibot";
import { mirrorTyping } from "../threads/typing.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

/** How long a change of the setting, of a claim or of roles takes until it is noticed. */
const QUIET_SECONDS = 60;

export const typingStart = gatewayEvent(
  "TYPING_START",
  v.object({
    channel_id: Snowflake,
    user_id: Snowflake,
    guild_id: v.optional(Snowflake),
    member: v.optional(v.object({ roles: v.array(Snowflake) })),
  }),
  async ({ channel_id, user_id, guild_id, member }, app) => {
    const shown = await mirrorTyping(app, {
      channelId: channel_id,
      guildId: guild_id ?? null,
      userId: user_id,
      roleIds: member?.roles ?? [],
    });
    return shown.outcome === "not-shown" ? { ...shown, quietSeconds: QUIET_SECONDS } : shown;
  },
);
