// Rows ↔ domain. Pure.

import type { Extras } from "../domain/extras.ts";
import type { Attachment, EarlierText, Message } from "../domain/message.ts";
import type { Settings } from "../domain/settings.ts";
import type { Snippet } from "../domain/snippet.ts";
import type { Profile, Thread } from "../domain/thread.ts";
import type { NotesShown, UserNote } from "../domain/user-note.ts";
import type { Bot, LogEntry, NewMessage, ThreadInGuild } from "../threads/ports.ts";
import type { GuildRow, MessageRow, Schema, SnippetRow, ThreadRow, UserNoteRow, VersionRow } from "./schema.ts";

export const toSettings = (row: GuildRow): Settings => ({
  guildId: row.guild_id,
  guildName: row.name,
  enabled: row.enabled === 1,
  staffRoleId: row.staff_role_id,
  adminRoleId: row.admin_role_id,
  categoryId: row.category_id,
  logsChannelId: row.logs_channel_id,
  replyCommand: row.reply_command === 1,
  prefix: row.prefix,
  anonymous: row.anonymous,
  mirrorTyping: row.mirror_typing === 1,
  usersMayClose: row.users_may_close === 1,
  greeting: row.greeting,
  closing: row.closing,
  retentionDays: row.retention_days,
});

export const fromSettings = (settings: Settings) => ({
  name: settings.guildName,
  enabled: settings.enabled ? 1 : 0,
  staff_role_id: settings.staffRoleId,
  admin_role_id: settings.adminRoleId,
  category_id: settings.categoryId,
  logs_channel_id: settings.logsChannelId,
  reply_command: settings.replyCommand ? 1 : 0,
  prefix: settings.prefix,
  anonymous: settings.anonymous,
  mirror_typing: settings.mirrorTyping ? 1 : 0,
  users_may_close: settings.usersMayClose ? 1 : 0,
  greeting: settings.greeting,
  closing: settings.closing,
  retention_days: settings.retentionDays,
});

export const toThread = (row: ThreadRow): Thread => ({
  id: row.id,
  guildId: row.guild_id,
  number: row.number,
  userId: row.user_id,
  dmChannelId: row.dm_channel_id,
  state: row.state,
  profile: JSON.parse(row.profile) as Profile,
  userNotes: JSON.parse(row.user_notes) as NotesShown,
  earlierThreads: row.earlier_threads,
  channelId: row.channel_id,
  headerMessageId: row.header_message_id,
  trouble: row.trouble,
  troubleSince: row.trouble_since,
  leaseUntil: row.lease_until,
  claimedBy: row.claimed_by,
  claimedAt: row.claimed_at,
  openedVia: row.contacted_by === null ? row.opened_via : "contact",
  contactedBy: row.contacted_by,
  openedAt: row.opened_at,
  closedBy: row.closed_by,
  closeReason: row.close_reason,
  closingAt: row.closing_at,
  transcriptAt: row.transcript_at,
  logState: row.log_state,
  userToldAt: row.user_told_at,
  unreadableToldAt: row.unreadable_told_at,
  closedAt: row.closed_at,
  erasedAt: row.erased_at,
  ...(row.confidential === 1 ? { confidential: true } : {}),
});

export const toThreadInGuild = (row: ThreadRow & GuildRow): ThreadInGuild => ({
  thread: toThread(row),
  settings: toSettings(row),
});

export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  threadId: row.thread_id,
  userId: row.user_id,
  kind: row.kind,
  state: row.state,
  author: { id: row.author_id, name: row.author_name, avatarUrl: row.author_avatar },
  ...(row.anonymous === 1 ? { anonymous: true } : {}),
  content: row.content,
  attachments: JSON.parse(row.attachments) as Attachment[],
  ...(row.extras === null ? {} : { extras: JSON.parse(row.extras) as Extras }),
  channelId: row.channel_id,
  copyIds: toCopyIds(row),
  problem: row.problem,
  sentAt: row.sent_at,
  deliveredAt: row.delivered_at,
  source: row.source,
  ...(row.shown_id === null ? {} : { shownId: row.shown_id }),
  ...(row.answers_id === null ? {} : { answersId: row.answers_id }),
  ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
  ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
  ...(row.deleted_by === null ? {} : { deletedBy: row.deleted_by }),
});

/** A thread's messages with the texts that edits replaced; `versions` oldest first. */
export function withEarlier(messages: readonly MessageRow[], versions: readonly VersionRow[]): Message[] {
  const earlier = new Map<string, EarlierText[]>();
  for (const { message_id, content, replaced_at, replaced_by } of versions) {
    const texts = earlier.get(message_id) ?? [];
    texts.push({ content, replacedAt: replaced_at, replacedBy: replaced_by });
    earlier.set(message_id, texts);
  }
  return messages.map((row) => {
    const texts = earlier.get(row.id);
    return { ...toMessage(row), ...(texts === undefined ? {} : { earlier: texts }) };
  });
}

/** Nearly every message has one copy: its id has a column of its own, which can be searched. */
export const fromCopyIds = ([first = null, ...further]: Message["copyIds"]) => ({
  copy_id: first,
  further_copy_ids: further.length === 0 ? null : JSON.stringify(further),
});

const toCopyIds = ({ copy_id, further_copy_ids }: MessageRow): Message["copyIds"] => {
  const further = further_copy_ids === null ? [] : (JSON.parse(further_copy_ids) as Message["copyIds"]);
  return copy_id === null && further.length === 0 ? [] : [copy_id, ...further];
};

/** Not: the message that it answers, which is looked up where it is kept. */
export const fromNewMessage = (message: NewMessage): Omit<MessageRow, Noted> => ({
  id: message.id,
  user_id: message.userId,
  kind: message.kind,
  author_id: message.author.id,
  author_name: message.author.name,
  author_avatar: message.author.avatarUrl,
  anonymous: message.anonymous ? 1 : 0,
  content: message.content,
  attachments: JSON.stringify(message.attachments),
  extras: message.extras === undefined ? null : JSON.stringify(message.extras),
  channel_id: message.channelId,
  ...fromCopyIds([]),
  problem: null,
  sent_at: message.sentAt,
  source: message.source,
});

export const fromLogEntry = ({ channelId, messageId }: LogEntry): string => `${channelId}/${messageId}`;

export function toLogEntry(text: string): LogEntry {
  const [channelId = "", messageId = ""] = text.split("/");
  return { channelId, messageId };
}

/** What is noted of a message later, or by the store itself. */
type Noted =
  | "thread_id"
  | "state"
  | "delivered_at"
  | "edited_at"
  | "deleted_at"
  | "deleted_by"
  | "mirror_until"
  | "answers_id"
  | "shown_id";

export const toBot = (row: Schema["bot"]): Bot => ({
  userId: row.user_id,
  messageContent: row.message_content === 1,
});

export const toSnippet = (row: SnippetRow): Snippet => ({
  name: row.name,
  text: row.text,
  attachments: JSON.parse(row.attachments) as Attachment[],
  filesId: row.files_id,
  version: row.version,
});

export const toUserNote = (row: UserNoteRow): UserNote => ({
  id: row.id,
  author: { id: row.author_id, name: row.author_name },
  text: row.text,
  at: row.written_at,
});
