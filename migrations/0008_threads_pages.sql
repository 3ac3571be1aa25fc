-- What the dashboard's list of threads is asked for: by date, claimer, user, and by words that were said.

-- 1: only admins see it on the dashboard.
ALTER TABLE threads ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1));

-- A server's threads, latest first; also those opened within a span of time.
CREATE INDEX threads_opened ON threads (guild_id, opened_at);
-- Those that somebody claimed, latest first; also who has claimed any.
CREATE INDEX threads_claimed ON threads (guild_id, claimed_by, opened_at) WHERE claimed_by IS NOT NULL;
-- Whose threads somebody means who knows the beginning of a name.
CREATE INDEX threads_username ON threads (guild_id, (profile ->> 'username') COLLATE NOCASE, user_id);
CREATE INDEX threads_display_name ON threads (guild_id, (profile ->> 'displayName') COLLATE NOCASE, user_id);

-- Words of closed threads. A row holds up to 20 messages that follow each other, so that a thread costs a few rows and
-- not one a message; its rowid is the smallest id among them. Written when the thread closes: until then what was said
-- may still change, and the few open threads are read instead. guild_id and user_id are words, too: nobody's search
-- reads what other servers said.
CREATE VIRTUAL TABLE message_search USING fts5 (
  thread_id UNINDEXED, guild_id, user_id, text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
-- What is deleted leaves no words behind in the index.
INSERT INTO message_search (message_search, rank) VALUES ('secure-delete', 1);
-- Whoever deletes messages deletes what can be found of them.
CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN DELETE FROM message_search WHERE rowid = CAST(old.id AS INTEGER); END;

-- Threads that were closed before.
INSERT INTO message_search (rowid, thread_id, guild_id, user_id, text)
SELECT min(CAST(id AS INTEGER)), thread_id, guild_id, user_id, group_concat(said, char(10) ORDER BY place) FROM (
  SELECT messages.id, thread_id, guild_id, threads.user_id,
    content || coalesce(char(10) || (extras ->> '$.forwarded.content'), '') AS said,
    row_number() OVER (PARTITION BY thread_id ORDER BY sent_at, messages.id) - 1 AS place
  FROM messages JOIN threads ON threads.id = messages.thread_id
  WHERE threads.state = 'closed'
) GROUP BY thread_id, place / 20 HAVING trim(group_concat(said, '')) <> '';
