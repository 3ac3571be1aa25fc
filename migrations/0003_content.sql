-- All that people send: what a message holds besides text and files, and the copies of one that is too long for one.

-- JSON of domain/extras.ts Extras: stickers, a poll, a forwarded message. NULL: nothing of these, as with most.
ALTER TABLE messages ADD COLUMN extras TEXT;
-- JSON array of the ids of a message's second copy and of those after it, in order; null in it: deleted before it was
-- noted. NULL: there is one copy at most, and copy_id has it. While the message is pending, others are still to come.
ALTER TABLE messages ADD COLUMN further_copy_ids TEXT;
