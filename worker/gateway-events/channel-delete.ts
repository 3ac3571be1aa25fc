// CHANNEL_DELETE: a thread's channel was deleted, by us or by hand. By hand it ends the thread, its transcript is kept.

import * as v from "valibot";
import { closeThread } from "../threads/close.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

export const channelDelete = gatewayEvent(
  "CHANNEL_DELETE",
  v.object({ id: Snowflake, guild_id: Snowflake }),
  async (data, app) => {
    const found = await app.store.threadByChannel(data.id, "");
    if (found === null) return { outcome: "no-thread" };
    const closed = await closeThread(app, found, null, null);
    return { outcome: closed.ok ? "closed" : "closing-already", threadId: found.thread.id };
  },
);
