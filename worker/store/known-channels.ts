// Where users and staff may have written while no relay listened, and the newest message that was taken from there.
// Asked for only when a gateway session was lost: it reads the whole list of threads, and needs no index of its own.

import { type Kysely, sql } from "kysely";
import { snowflakeAt } from "../domain/message.ts";
import type { KnownChannel } from "../threads/ports.ts";
import type { Schema } from "./schema.ts";

/** Open threads first, then those that were used last. */
export function lastOfThreads(query: Kysely<Schema>, limit: number) {
  const newest = (which: ReturnType<typeof sql>) => sql<string | null>`(
    SELECT id FROM messages WHERE thread_id = recent.id AND ${which} ORDER BY sent_at DESC, id DESC LIMIT 1)`;
  // Cut before messages are looked up, or those of all threads would be.
  const recent = query
    .selectFrom("threads")
    .select(["id", "user_id", "dm_channel_id", "channel_id", "guild_id", "state", "opened_at"])
    .select(sql<number>`coalesce(closed_at, chosen_at)`.as("used_at"))
    .orderBy(sql`state = 'closed'`)
    .orderBy("used_at", "desc")
    .limit(limit);
  return query
    .selectFrom(recent.as("recent"))
    .select(["user_id", "dm_channel_id", "channel_id", "guild_id", "state", "opened_at"])
    .select([
      newest(sql`kind = 'user'`).as("last_from_user"),
      // An interaction's id says nothing about what was typed before it.
      newest(sql`kind <> 'user' AND source = 'message'`).as("last_from_staff"),
    ])
    .orderBy(sql`state = 'closed'`)
    .orderBy("used_at", "desc");
}

/** The newest messages that still wait for the user's choice of a server. */
export function lastUndecided(query: Kysely<Schema>, limit: number) {
  return query
    .selectFrom("messages")
    .select(["channel_id", "user_id", "id"])
    .where("state", "=", sql.lit("pending"))
    .where("kind", "=", sql.lit("user"))
    .where("thread_id", "is", null)
    .orderBy("sent_at", "desc")
    .limit(limit);
}

type ThreadRow = Awaited<ReturnType<ReturnType<typeof lastOfThreads>["execute"]>>[number];

/** A channel without a message counts from the opening of its first thread. */
export function toKnownChannels(
  threads: readonly ThreadRow[],
  undecided: readonly { channel_id: string; user_id: string; id: string }[],
): KnownChannel[] {
  const known = new Map<string, KnownChannel & { isMessage: boolean }>();
  const add = (channel: Omit<KnownChannel, "lastMessageId">, messageId: string | null, openedAt: number) => {
    const last = { ...channel, lastMessageId: messageId ?? snowflakeAt(openedAt), isMessage: messageId !== null };
    const before = known.get(channel.channelId);
    if (before === undefined) known.set(channel.channelId, last);
    else if (says(last, before)) Object.assign(before, last, { isOpen: before.isOpen || last.isOpen });
  };
  const addDm = ({ dm_channel_id, user_id, last_from_user, opened_at }: ThreadRow, isOpen: boolean) =>
    add({ channelId: dm_channel_id, guildId: null, userId: user_id, isOpen }, last_from_user, opened_at);

  const isOpen = (row: ThreadRow) => row.state !== "closed";
  for (const row of threads.filter(isOpen)) {
    const { channel_id: channelId, guild_id: guildId, user_id: userId } = row;
    if (channelId !== null) add({ channelId, guildId, userId, isOpen: true }, row.last_from_staff, row.opened_at);
    addDm(row, true);
  }
  for (const { channel_id, user_id, id } of undecided) {
    add({ channelId: channel_id, guildId: null, userId: user_id, isOpen: true }, id, 0);
  }
  for (const row of threads) if (!isOpen(row)) addDm(row, false);
  return [...known.values()].map(({ isMessage: _, ...channel }) => channel);
}

interface Last {
  lastMessageId: string;
  isMessage: boolean;
}

/** A message says more than the time of an opening; of two messages the newer one does, of two openings the older one. */
function says(one: Last, other: Last): boolean {
  if (one.isMessage !== other.isMessage) return one.isMessage;
  const isNewer = BigInt(one.lastMessageId) > BigInt(other.lastMessageId);
  return one.isMessage === isNewer;
}
