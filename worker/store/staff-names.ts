// What staff are called: nobody keeps a list of them, so their names are where they wrote.

import { type RawBuilder, sql } from "kysely";

/** Who works on a thread usually writes soon: more of its messages aren't looked through for their name. */
const READ_FOR_NAME = 100;

/** With which name somebody of staff wrote in a thread; if they didn't, as whom they signed in. NULL: nobody knows. */
export const nameIn = (threadId: RawBuilder<unknown>, staffId: RawBuilder<unknown>) =>
  sql<string | null>`CASE WHEN ${staffId} IS NULL THEN NULL ELSE coalesce(
    (SELECT author_name FROM (SELECT author_id, author_name, kind FROM messages
      WHERE thread_id = ${threadId} ORDER BY sent_at LIMIT ${sql.lit(READ_FOR_NAME)})
      WHERE author_id = ${staffId} AND kind <> 'user' LIMIT 1),
    (SELECT name FROM sessions WHERE sessions.user_id = ${staffId} LIMIT 1)) END`;
