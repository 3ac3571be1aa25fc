// A user with several open threads who answers something from one of them: there their messages go from then on.

import { type Kysely, sql } from "kysely";
import type { NewMessage } from "../threads/ports.ts";
import { sourceOf } from "./changes.ts";
import type { Schema } from "./schema.ts";

/** Lets a user's messages go to the open thread of the message that this one answers, if they go elsewhere so far. */
export function turnToAnswered(query: Kysely<Schema>, { id, userId, answersId }: NewMessage) {
  const latest = sql`(SELECT max(chosen_at) FROM threads WHERE user_id = ${userId} AND state IN ('opening', 'open'))`;
  return query
    .updateTable("threads")
    .set({ chosen_at: sql<number>`${latest} + 1` })
    .where("id", "=", sql<string>`(SELECT thread_id FROM messages WHERE id = ${sourceOf(userId, answersId)})`)
    .where(sql<boolean>`state IN ('opening', 'open') AND chosen_at < ${latest}`)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM messages WHERE id = ${id})`);
}

/** A row if a kept message answers something from its thread, and the user wrote to another one just before. */
export const turned = (query: Kysely<Schema>, { id, userId, sentAt }: NewMessage) =>
  query
    .selectFrom("messages as answer")
    .innerJoin("messages as answered", (join) =>
      join.onRef("answered.id", "=", "answer.answers_id").onRef("answered.thread_id", "=", "answer.thread_id"),
    )
    .select("answer.id")
    .where("answer.id", "=", id)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM threads
        WHERE user_id = ${userId} AND state IN ('opening', 'open') AND id <> answer.thread_id)
      AND (SELECT thread_id FROM messages
        WHERE thread_id IN (SELECT id FROM threads WHERE user_id = ${userId} AND state IN ('opening', 'open'))
        AND kind = 'user' AND sent_at <= ${sentAt} AND (sent_at, id) < (${sentAt}, ${id})
        ORDER BY sent_at DESC, id DESC LIMIT 1) IS NOT answer.thread_id`,
    );
