// The Discord port on the REST API.

import type { API } from "@discordjs/core/http-only";
import type { Discord } from "../threads/ports.ts";
import { guilds } from "./guilds.ts";
import { sending } from "./messages.ts";
import { mirroring } from "./mirroring.ts";
import { setup } from "./setup.ts";

/** `onUnmarked` hears why a check mark could not be set. */
export const createDiscord = (api: API, onUnmarked: (reason: string) => void, now: () => number): Discord => ({
  ...sending(api, onUnmarked, now),
  ...mirroring(api, now),
  ...guilds(api),
  ...setup(api),
});
