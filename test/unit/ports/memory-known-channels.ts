// The in-memory store's answer to a relay that missed something: a channel a line, with the newest message from there.

import { type Message, snowflakeAt } from "../../../worker/domain/message.ts";
import type { KnownChannel } from "../../../worker/threads/ports.ts";
import { isUndelivered, type Tables, type ThreadRow } from "./memory-tables.ts";

const KNOWN_THREADS = 2000;

export function memoryKnownChannels(tables: Tables): KnownChannel[] {
  const isClosed = (thread: ThreadRow) => (thread.state === "closed" ? 1 : 0);
  const usedAt = (thread: ThreadRow) => thread.closedAt ?? thread.chosenAt;
  const threads = tables.threads
    .toSorted((a, b) => isClosed(a) - isClosed(b) || usedAt(b) - usedAt(a))
    .slice(0, KNOWN_THREADS);
  const open = threads.filter((thread) => thread.state !== "closed");
  const undecided = tables.messages.filter((message) => isUndelivered(message) && message.threadId === null);
  const dms = new Set([
    ...open.map(({ dmChannelId }) => dmChannelId),
    ...undecided.map(({ channelId }) => channelId),
    ...threads.map(({ dmChannelId }) => dmChannelId),
  ]);

  const last = (messages: Message[], openings: number[]): string => {
    const ids = messages.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? -1 : 1));
    return String(ids.at(-1) ?? snowflakeAt(Math.min(...openings)));
  };
  const inThread = ({ id }: ThreadRow) => tables.messages.filter((message) => message.threadId === id);

  const fromThread = open.flatMap((thread) => {
    if (thread.channelId === null) return [];
    const typed = inThread(thread).filter(({ kind, source }) => kind !== "user" && source === "message");
    const { channelId, guildId, userId } = thread;
    return [{ channelId, guildId, userId, isOpen: true, lastMessageId: last(typed, [thread.openedAt]) }];
  });
  const fromDms = [...dms].map((channelId) => {
    const here = threads.filter((thread) => thread.dmChannelId === channelId);
    const said = [...here.flatMap(inThread), ...undecided.filter((message) => message.channelId === channelId)];
    const byUser = said.filter(({ kind }) => kind === "user");
    return {
      channelId,
      guildId: null,
      userId: here[0]?.userId ?? said[0]?.userId ?? "",
      isOpen: here.some((thread) => thread.state !== "closed") || undecided.some((one) => one.channelId === channelId),
      lastMessageId: last(
        byUser,
        here.map(({ openedAt }) => openedAt),
      ),
    };
  });
  return [...fromThread, ...fromDms];
}
