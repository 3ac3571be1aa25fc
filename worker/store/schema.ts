// The tables as kysely sees them; migrations/ is the truth. Row shapes only, nothing of the domain.

import type { Generated } from "kysely";
import type { Message } from "../domain/message.ts";
import type { DiscordRefusal } from "../domain/refusal.ts";
import type { Anonymous } from "../domain/settings.ts";
import type { Actor, SettingName } from "../domain/settings-log.ts";

export interface Schema {
  guilds: Omit<GuildRow, "tend_at" | "purged_until"> & { tend_at: Generated<number>; purged_until: Generated<number> };
  users: { user_id: string; dm_channel_id: string; asked_at: number | null };
  memberships: { user_id: string; guild_id: string; is_member: number; checked_at: number };
  threads: Omit<ThreadRow, "confidential"> & { confidential: Generated<number> };
  messages: MessageRow;
  message_versions: VersionRow;
  contacts: {
    guild_id: string;
    user_id: string;
    id: string;
    by_id: string;
    tried_at: number;
    done_at: number | null;
  };
  /** FTS5; `guild_id` and `user_id` are words that can be searched for, too. */
  message_search: { rowid: number; thread_id: string; guild_id: string; user_id: string; text: string };
  user_notes: UserNoteRow;
  snippets: SnippetRow;
  snippet_changes: SnippetChangeRow;
  sessions: {
    id_hash: string;
    user_id: string;
    name: string;
    avatar_url: string | null;
    guilds: string;
    created_at: number;
    expires_at: number;
  };
  standings: {
    user_id: string;
    guild_id: string;
    role_ids: string | null;
    manages_guild: number;
    checked_at: number;
  };
  settings_changes: SettingsChangeRow;
  sign_ins: { who: string; span_at: number; count: number };
  erasures: {
    id: string;
    user_id: string | null;
    guild_id: string | null;
    thread_id: string | null;
    by_id: string | null;
    by_name: string | null;
    dm_channel_id: string | null;
    asked_at: number;
    lease_until: number;
    threads: Generated<number>;
    messages: Generated<number>;
    files: Generated<number>;
    notes: Generated<number>;
    log_entries: Generated<number>;
    log_entries_left: Generated<number>;
    done_at: number | null;
  };
  bot: { id: number; user_id: string; message_content: number; updated_at: number };
}

export interface GuildRow {
  guild_id: string;
  name: string;
  enabled: number;
  staff_role_id: string | null;
  admin_role_id: string | null;
  category_id: string | null;
  logs_channel_id: string | null;
  reply_command: number;
  prefix: string;
  anonymous: Anonymous;
  mirror_typing: number;
  users_may_close: number;
  greeting: string | null;
  closing: string | null;
  retention_days: number | null;
  left_at: number | null;
  tend_at: number;
  purged_until: number;
  updated_at: number;
}

interface SettingsChangeRow {
  id: Generated<number>;
  guild_id: string;
  changed_at: number;
  by_id: string;
  by_name: string;
  via: Actor["via"];
  field: SettingName;
  old: string;
  new: string;
}

export interface ThreadRow {
  id: string;
  guild_id: string;
  number: number;
  user_id: string;
  dm_channel_id: string;
  state: "opening" | "open" | "closing" | "closed";
  profile: string;
  user_notes: string;
  earlier_threads: number;
  channel_id: string | null;
  header_message_id: string | null;
  trouble: DiscordRefusal["reason"] | null;
  trouble_since: number | null;
  reshow_at: number | null;
  lease_until: number;
  claimed_by: string | null;
  claimed_at: number | null;
  opened_via: "message" | "command";
  contacted_by: string | null;
  opened_at: number;
  chosen_at: number;
  closed_by: string | null;
  close_reason: string | null;
  closing_at: number | null;
  transcript_at: number | null;
  log_state: "posted" | "owed" | "none" | null;
  user_told_at: number | null;
  unreadable_told_at: number | null;
  closed_at: number | null;
  erased_at: number | null;
  opened_log: string | null;
  closed_log: string | null;
  first_reply: string | null;
  confidential: number;
}

export interface MessageRow {
  id: string;
  thread_id: string | null;
  user_id: string;
  kind: "user" | "reply" | "note";
  state: "pending" | "delivered" | "refused";
  author_id: string;
  author_name: string;
  author_avatar: string | null;
  anonymous: number;
  content: string;
  attachments: string;
  extras: string | null;
  channel_id: string;
  copy_id: string | null;
  further_copy_ids: string | null;
  problem: string | null;
  sent_at: number;
  delivered_at: number | null;
  edited_at: number | null;
  deleted_at: number | null;
  deleted_by: string | null;
  mirror_until: number | null;
  answers_id: string | null;
  source: Message["source"];
  shown_id: string | null;
}

export interface VersionRow {
  message_id: string;
  replaced_at: number;
  replaced_by: string;
  content: string;
}

export interface UserNoteRow {
  guild_id: string;
  user_id: string;
  id: string;
  author_id: string;
  author_name: string;
  text: string;
  written_at: number;
}

export interface SnippetRow {
  guild_id: string;
  name: string;
  text: string;
  attachments: string;
  files_id: string;
  version: string;
}

interface SnippetChangeRow {
  guild_id: string;
  name: string;
  id: string;
  from_body: string | null;
  to_body: string | null;
  by_id: string;
  by_name: string;
  changed_at: number;
}
