-- What staff write: without their name, and where it can't be read.

-- 1: the user sees the server as a reply's author; staff and their transcript see who it was. Replies only.
ALTER TABLE messages ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));
-- When staff were told that what they type in this thread's channel can't be read: once is enough.
ALTER TABLE threads ADD COLUMN unreadable_told_at INTEGER;
