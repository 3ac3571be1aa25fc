// Which channels hold something this person has not looked at. What they had when the page opened counts as read.

import { useEffect, useRef, useState } from "preact/hooks";
import type { PersonView } from "../../wire.ts";
import { useChanges } from "./changes.ts";

function newer(a: string, b: string | undefined): boolean {
  return b === undefined || BigInt(a) > BigInt(b);
}

/** `openChannel` is read as it fills; the set holds ids of channels. */
export function useUnread(view: PersonView | null, openChannel: string | null): ReadonlySet<string> {
  const readUpTo = useRef(new Map<string, string>());
  const known = useRef<string | null>(null);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    if (!view) return;
    const channels = [view.dm, ...view.guilds.flatMap((guild) => guild.channels)];
    const first = known.current !== view.id;
    if (first) readUpTo.current = new Map();
    known.current = view.id;
    const added = channels.filter(({ id }) => !readUpTo.current.has(id));
    for (const { id, lastMessageId } of added) readUpTo.current.set(id, first ? (lastMessageId ?? "0") : "0");
    const fresh = first ? [] : added.filter(({ id, type }) => type !== 4 && id !== openChannel).map(({ id }) => id);
    setUnread((before) => {
      const kept = first ? [] : [...before].filter((id) => channels.some((channel) => channel.id === id));
      return new Set([...kept, ...fresh]);
    });
  }, [view, openChannel]);

  useEffect(() => {
    if (openChannel) setUnread((before) => new Set([...before].filter((id) => id !== openChannel)));
  }, [openChannel]);

  useChanges((change) => {
    if (change.kind !== "message" || (change.ephemeralFor && change.ephemeralFor !== view?.id)) return;
    const { channelId, messageId } = change;
    if (!readUpTo.current.has(channelId) || !newer(messageId, readUpTo.current.get(channelId))) return;
    readUpTo.current.set(channelId, messageId);
    if (channelId !== openChannel) setUnread((before) => new Set([...before, channelId]));
  }, `${view?.id}/${openChannel}`);

  return unread;
}
