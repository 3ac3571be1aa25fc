// A person: Discord's user → the domain's author.

import * as v from "valibot";
import type { Author } from "../../domain/message.ts";
import { avatarUrl } from "../views/avatar.ts";
import { Snowflake } from "./snowflake.ts";

export const User = v.object({
  id: Snowflake,
  username: v.string(),
  global_name: v.nullish(v.string()),
  avatar: v.nullish(v.string()),
  bot: v.optional(v.boolean(), false),
});

/** `nick` is what the server calls them. */
export const toAuthor = (user: v.InferOutput<typeof User>, nick: string | null | undefined): Author => ({
  id: user.id,
  name: nick || user.global_name || user.username,
  avatarUrl: avatarUrl({ id: user.id, avatar: user.avatar ?? null }),
});
