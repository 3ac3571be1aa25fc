// The bot itself, other users, DM channels.

import { needScope } from "../../oauth2/bearer-routes.ts";
import { openDm } from "../../world/channels.ts";
import { renderChannel, userOf } from "../../world/render-guild.ts";
import { idParam } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";
import { checkBody } from "../validation/check-body.ts";

export const userRoutes: Route[] = [
  { method: "GET", path: "/users/@me", auth: "bot or user", handle: readSelf },
  { method: "GET", path: "/users/:user", auth: "bot", handle: readUser },
  { method: "POST", path: "/users/@me/channels", auth: "bot", handle: openChannel },
];

function readSelf(request: RestRequest) {
  const { world, caller } = request;
  needScope(request, "identify");
  if (caller.kind === "user")
    return { status: 200, body: { ...userOf(world, caller.userId), mfa_enabled: true, flags: 0 } };
  const body = { ...userOf(world, world.application.id), verified: true, mfa_enabled: true, email: null, flags: 0 };
  return { status: 200, body };
}

function readUser(request: RestRequest) {
  const id = idParam(request, "user");
  if (!request.world.users.has(id)) throw apiError("unknownUser");
  return { status: 200, body: userOf(request.world, id) };
}

/** The same channel every time. Whether the person can be written to shows only when sending. */
function openChannel(request: RestRequest) {
  const { world } = request;
  const body = checkBody<{ recipient_id?: string }>("CreatePrivateChannelRequest", request.body);
  if (!body.recipient_id) {
    throw invalidForm([{ path: ["recipient_id"], code: "BASE_TYPE_REQUIRED", message: "This field is required" }]);
  }
  const user = world.users.get(body.recipient_id);
  if (!user) throw apiError("unknownUser");
  if (user.user.bot) throw apiError("invalidRecipient");
  return { status: 200, body: renderChannel(world, openDm(world, body.recipient_id)) };
}
