// The refusals of Discord after which it wants no further attempt, and what a person can do about each.

import { GatewayCloseCodes } from "discord-api-types/v10";

export const TOKEN_REFUSED = "Discord refused DISCORD_TOKEN: set the bot's current token";

const FATAL_CLOSES: Record<number, string> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_REFUSED,
  [GatewayCloseCodes.InvalidShard]: "Discord refused the shard: restart the relay",
  [GatewayCloseCodes.ShardingRequired]: "Discord wants more shards: restart the relay, it asks for their number then",
  [GatewayCloseCodes.InvalidAPIVersion]: "Discord no longer speaks this gateway version: update the relay",
  [GatewayCloseCodes.InvalidIntents]: "Discord doesn't know these intents: update the relay",
  [GatewayCloseCodes.DisallowedIntents]: "Discord refuses intents that every bot may have: check the application",
};

/** A sentence for the person who runs the relay; null for a close after which the relay connects again. */
export function fatalClose(code: number): string | null {
  const reason = FATAL_CLOSES[code];
  return reason === undefined ? null : `${reason} (gateway close ${code})`;
}
