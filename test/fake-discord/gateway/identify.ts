// Judges an Identify payload: pure, so that every refusal of Discord's can be read in one place.

import { GatewayCloseCodes, GatewayIntentBits } from "discord-api-types/v10";
import type { World } from "../world/world.ts";
import { isKnownIntents, PRIVILEGED } from "./intents.ts";

export interface Identity {
  intents: number;
  /** [shard id, number of shards] */
  shard: [number, number];
  compress: boolean;
}

export interface Refusal {
  code: GatewayCloseCodes;
  reason: string;
}

/** `d` is what the client sent with op 2; the only privileged intent that can be switched on is Message Content. */
export function judgeIdentify(d: unknown, application: World["application"]): Identity | Refusal {
  if (!isObject(d) || typeof d.token !== "string" || !isObject(d.properties)) {
    return { code: GatewayCloseCodes.DecodeError, reason: "Error while decoding payload." };
  }
  for (const key of ["os", "browser", "device"]) {
    if (typeof d.properties[key] !== "string") {
      return { code: GatewayCloseCodes.DecodeError, reason: "Error while decoding payload." };
    }
  }
  if (d.token !== application.token) {
    return { code: GatewayCloseCodes.AuthenticationFailed, reason: "Authentication failed." };
  }
  const shard = d.shard === undefined ? ([0, 1] as [number, number]) : validShard(d.shard);
  if (!shard) return { code: GatewayCloseCodes.InvalidShard, reason: "Invalid shard." };
  if (!isKnownIntents(d.intents)) return { code: GatewayCloseCodes.InvalidIntents, reason: "Invalid intent(s)." };

  const allowed = application.messageContent ? GatewayIntentBits.MessageContent : 0;
  if (d.intents & PRIVILEGED & ~allowed) {
    return { code: GatewayCloseCodes.DisallowedIntents, reason: "Disallowed intent(s)." };
  }
  return { intents: d.intents, shard, compress: d.compress === true };
}

function validShard(shard: unknown): [number, number] | null {
  if (!Array.isArray(shard) || shard.length !== 2) return null;
  const [id, count] = shard;
  if (!Number.isInteger(id) || !Number.isInteger(count) || id < 0 || count < 1 || id >= count) return null;
  return [id, count];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
