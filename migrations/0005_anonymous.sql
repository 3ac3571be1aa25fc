-- Replies that don't say who wrote them.

-- 1: the user sees the server as its author; staff and their transcript see who it was. Replies only.
ALTER TABLE messages ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));
