// What people saw and what they said. A thread's channel goes with its messages when it is closed, so what stood in it is
// written down the moment it changes; DMs and logs channels stay and are read at the end (oracle.ts).

import { threadInTopic } from "../../gateway-relay/protocol/thread-topic.ts";
import type { Change, FakeDiscord, SeenMessage } from "../fake-discord/api.ts";
import type { Cast } from "./cast.ts";

export interface Said {
  /** Unlike any other text of the run. */
  text: string;
  kind: "dm" | "typed" | "command" | "note";
  by: string;
  channelId: string;
  /** null for what was said by a command or modal. */
  messageId: string | null;
  /**
   * What the answer to a command said in the end. "unknown": no answer, or one that says that something went wrong; the
   * person can't know whether it was sent.
   */
  answer: "delivered" | "waits" | "refused" | "unknown" | null;
  /** What it was edited to; absent while it wasn't. */
  edited?: string;
  /** Its author deleted it. */
  deleted?: boolean;
}

const EDIT = " · edit ";

/** Another text for what was said, in which it is still known. */
export const editOf = (text: string, number: number): string => `${text}${EDIT}${number}`;

/** What was said first, whatever it was edited to. */
export const saidFirst = (text: string): string => text.split(EDIT)[0] ?? text;

export interface ThreadChannel {
  id: string;
  guildId: string;
  threadId: string;
  userId: string;
  /** Milliseconds since 1970; null while it is there. */
  goneAt: number | null;
  byHand: boolean;
  /** As staff saw them last, by id, oldest first. */
  messages: Map<string, SeenMessage>;
}

export interface Journal {
  readonly said: readonly Said[];
  readonly channels: ReadonlyMap<string, ThreadChannel>;
  say(said: Said): Said;
  deleteByHand(channel: ThreadChannel): void;
  stop(): void;
}

export function keepJournal(discord: FakeDiscord, { owner, users, servers }: Cast): Journal {
  const said: Said[] = [];
  const channels = new Map<string, ThreadChannel>();
  const userIds = new Set(users.map(({ person }) => person.id));
  const guilds = new Map(servers.map(({ guild }) => [guild.id, guild]));

  const onChannel = (guildId: string, channelId: string) => {
    const there = guilds
      .get(guildId)
      ?.channels()
      .find(({ id }) => id === channelId);
    const known = channels.get(channelId);
    if (there === undefined && known) known.goneAt ??= Date.now();
    if (there === undefined || known) return;
    const thread = threadInTopic("topic" in there && typeof there.topic === "string" ? there.topic : null);
    if (thread === null || !userIds.has(thread.userId)) return;
    channels.set(channelId, {
      id: channelId,
      guildId,
      threadId: thread.id,
      userId: thread.userId,
      goneAt: null,
      byHand: false,
      messages: new Map(),
    });
  };

  const onChange = (change: Change) => {
    if (change.kind === "channel" && change.guildId !== null) onChannel(change.guildId, change.channelId);
    if (change.kind !== "message" || change.ephemeralFor !== undefined) return;
    const channel = channels.get(change.channelId);
    const message = channel && owner.messages(channel.id).find(({ id }) => id === change.messageId);
    if (message) channel.messages.set(message.id, message);
  };

  return {
    said,
    channels,
    say(one) {
      said.push(one);
      return one;
    },
    deleteByHand(channel) {
      channel.byHand = true;
      guilds.get(channel.guildId)?.deleteChannel(channel.id);
    },
    stop: discord.onChange(onChange),
  };
}

/** The channels that staff see in their lists now. */
export const openChannels = (journal: Journal): ThreadChannel[] =>
  [...journal.channels.values()].filter(({ goneAt }) => goneAt === null);

/** What the bot shows of someone else's words: its embed's text. */
export const copiedText = (message: SeenMessage): string | null => message.embeds[0]?.description ?? null;

export const isMarked = (message: SeenMessage | undefined): boolean =>
  message?.reactions?.some((reaction) => reaction.emoji.name === "✅") ?? false;

const noticesIn = (channel: ThreadChannel, beginning: string): number =>
  [...channel.messages.values()].filter(
    (message) => message.content.startsWith(beginning) && !("interaction_metadata" in message),
  ).length;

/** Notices under which a typed reply counts as not sent; the answers to commands are told apart by what they answer. */
export const refusalsIn = (channel: ThreadChannel): number => noticesIn(channel, "Nothing was sent.");

/** Notices under which an edit of a typed reply counts as not passed on. */
export const editRefusalsIn = (channel: ThreadChannel): number =>
  noticesIn(channel, "Your edit didn't reach the user.");
