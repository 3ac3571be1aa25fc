// What people see and what is kept, in a form in which two runs can be compared: ids that a run makes up are replaced
// by what they stand for, and times by whether they are set.

import type { MemoryPorts } from "../ports/create-memory-ports.ts";

export interface Snapshot {
  threads: Record<string, unknown>[];
  messages: Record<string, unknown>[];
  channels: { name: string; gone: boolean; said: string[] }[];
  marks: string[];
  reactions: string[];
  versions: Record<string, unknown>[];
  /** What the other side may not show as it stands. */
  owed: string[];
  bucket: Record<string, unknown>;
  users: Record<string, unknown>;
  servers: string[];
  userNotes: Record<string, unknown>[];
  erasures: Record<string, unknown>[];
}

const isSet = (time: number | null): boolean => time !== null;

export function snapshot({ tables, discord, files }: MemoryPorts): Snapshot {
  const threadName = (id: string | null) => {
    const thread = tables.threads.find((candidate) => candidate.id === id);
    return thread ? `${thread.guildId}#${thread.number}` : null;
  };
  const channels = discord.channels.all().filter(({ messages, threadId }) => messages.length > 0 || threadId !== null);
  const channelName = (id: string | null) => {
    if (id === null) return null;
    const channel = discord.channels.get(id);
    return channel.threadId === null ? id : `channel of ${threadName(channel.threadId)}`;
  };
  const textOf = (messageId: string | null) =>
    channels.flatMap(({ messages }) => messages).find(({ id }) => id === messageId)?.text ?? null;

  return {
    threads: tables.threads.map((thread) => ({
      ...thread,
      id: threadName(thread.id),
      channelId: channelName(thread.channelId),
      headerMessageId: textOf(thread.headerMessageId),
      openedLog: textOf(thread.openedLog?.messageId ?? null),
      closedLog: textOf(thread.closedLog?.messageId ?? null),
      leaseUntil: undefined,
      openedAt: undefined,
      chosenAt: undefined,
      troubleSince: isSet(thread.troubleSince),
      claimedAt: isSet(thread.claimedAt),
      closingAt: isSet(thread.closingAt),
      transcriptAt: isSet(thread.transcriptAt),
      userToldAt: isSet(thread.userToldAt),
      unreadableToldAt: isSet(thread.unreadableToldAt),
      closedAt: isSet(thread.closedAt),
      erasedAt: isSet(thread.erasedAt),
    })),
    messages: tables.messages
      .map((message) => ({
        ...message,
        threadId: threadName(message.threadId),
        channelId: channelName(message.channelId),
        copies: message.copyIds.map(textOf),
        deliveredAt: isSet(message.deliveredAt),
        deletedAt: isSet(message.deletedAt ?? null),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    reactions: channels
      .flatMap(({ messages }) => messages)
      .flatMap(({ id, text }) => discord.reactions.on(id).map(({ emoji, by }) => `${by}: ${emoji.name} on ${text}`))
      .sort(),
    versions: tables.versions.map((version) => ({ ...version })),
    owed: [...tables.unmirrored.keys()],
    channels: channels
      .map((channel) => ({
        name: channelName(channel.id) ?? "",
        gone: channel.gone,
        said: channel.messages.map(({ text }) => text),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    marks: tables.messages
      .filter(({ id }) => discord.channels.isMarked(id))
      .map(({ id }) => id)
      .sort(),
    bucket: Object.fromEntries(
      [...files.bucket]
        .map(([key, value]) => [key.replace(/thread\d{14}/, (id) => threadName(id) ?? id), value] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    users: Object.fromEntries([...tables.users].map(([id, user]) => [id, { ...user, askedAt: isSet(user.askedAt) }])),
    servers: [...tables.guilds.keys()],
    userNotes: structuredClone(tables.userNotes),
    erasures: tables.erasures.map(({ userId, went, doneAt }) => ({ userId, went: { ...went }, isDone: isSet(doneAt) })),
  };
}
