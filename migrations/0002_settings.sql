-- Settings beyond the first six. Texts are at most 1000 characters, checked where they come in; NULL is our own text.

-- What typed staff commands begin with.
ALTER TABLE guilds ADD COLUMN prefix TEXT NOT NULL DEFAULT '!' CHECK (length(prefix) BETWEEN 1 AND 5);
-- off: replies carry the name of who wrote them unless they ask otherwise; default: the reverse; forced: never.
ALTER TABLE guilds ADD COLUMN anonymous TEXT NOT NULL DEFAULT 'off' CHECK (anonymous IN ('off', 'default', 'forced'));
ALTER TABLE guilds ADD COLUMN mirror_typing INTEGER NOT NULL DEFAULT 0 CHECK (mirror_typing IN (0, 1));
ALTER TABLE guilds ADD COLUMN users_may_close INTEGER NOT NULL DEFAULT 0 CHECK (users_may_close IN (0, 1));
-- What users are told when their thread opens and closes.
ALTER TABLE guilds ADD COLUMN greeting TEXT;
ALTER TABLE guilds ADD COLUMN closing TEXT;
