// All routes that the fake Discord answers; anything else is a 404 that stands in `requests`.

import { bearerRoutes } from "../../oauth2/bearer-routes.ts";
import { tokenRoutes } from "../../oauth2/token-routes.ts";
import type { Route } from "../route.ts";
import { applicationRoutes } from "./application.ts";
import { channelRoutes } from "./channels.ts";
import { commandRoutes } from "./commands.ts";
import { expressionRoutes } from "./expressions.ts";
import { guildChannelRoutes } from "./guild-channels.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { messageRoutes } from "./messages.ts";
import { reactionRoutes } from "./reactions.ts";
import { userRoutes } from "./users.ts";

export const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...userRoutes,
  ...guildRoutes,
  ...guildChannelRoutes,
  ...expressionRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...bearerRoutes,
  ...tokenRoutes,
];
