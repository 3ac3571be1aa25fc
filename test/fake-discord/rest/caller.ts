// Who calls a route: the bot, a person through their OAuth2 token, or nobody that the header tells.

import type { Scope } from "../oauth2/grants.ts";
import type { World } from "../world/world.ts";
import { apiError } from "./errors.ts";
import type { Route } from "./route.ts";

export type Caller =
  | { kind: "bot" }
  | { kind: "user"; userId: string; scopes: readonly Scope[]; expiresAt: number }
  | { kind: "nobody" };

/** Throws 401 when the route asks for somebody else, or the token is nobody's (any more). */
export function callerOf({ application, oauth2 }: World, auth: Route["auth"], header: string): Caller {
  if (auth === "none" || auth === "client") return { kind: "nobody" };
  if (auth !== "user" && header === `Bot ${application.token}`) return { kind: "bot" };
  const bearer = /^Bearer (\S+)$/.exec(header)?.[1];
  const grant = auth === "bot" || bearer === undefined ? null : oauth2.bearer(bearer);
  if (grant === null) throw apiError("unauthorized");
  return { kind: "user", ...grant };
}
