// Polls: made with a message, voted on by people. Bots can't vote, and nobody can change one.

import type { APIPoll, GatewayMessagePollVoteDispatchData } from "discord-api-types/v10";
import { dispatchChannel } from "./dispatch.ts";
import { isoTime } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

const HOUR = 3_600_000;

/** As it is asked for; checked already. */
export interface NewPoll {
  question: { text?: string | null };
  answers: { poll_media: { text?: string | null; emoji?: { id?: string | null; name?: string | null } | null } }[];
  /** Hours. */
  duration?: number | null;
  allow_multiselect?: boolean | null;
}

export function pollOf(world: World, { question, answers, duration, allow_multiselect }: NewPoll): APIPoll {
  return {
    question: { text: question.text ?? "" },
    answers: answers.map(({ poll_media: { text, emoji } }, index) => ({
      answer_id: index + 1,
      poll_media: {
        text: text ?? "",
        ...(emoji ? { emoji: { id: emoji.id ?? null, name: emoji.name ?? null } } : {}),
      },
    })),
    expiry: isoTime(world.now() + (duration ?? 24) * HOUR),
    allow_multiselect: allow_multiselect ?? false,
    layout_type: 1 as APIPoll["layout_type"],
  };
}

/** The poll with its votes, as this user sees it. */
export function withResults(poll: APIPoll, votes: MessageRecord["votes"], viewerId: string): APIPoll {
  const answer_counts = [...votes]
    .filter(([, users]) => users.size > 0)
    .map(([id, users]) => ({ id, count: users.size, me_voted: users.has(viewerId) }));
  return { ...poll, results: { is_finalized: false, answer_counts } };
}

/** The complete choice of this user: what isn't in it is taken back. Told vote by vote. */
export function vote(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  userId: string,
  answers: number[],
): void {
  for (const { answer_id: id } of record.message.poll?.answers ?? []) {
    const users = record.votes.get(id) ?? new Set();
    if (users.has(userId) === answers.includes(id)) continue;
    const added = answers.includes(id);
    if (added) users.add(userId);
    else users.delete(userId);
    record.votes.set(id, users);
    const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
    const place = { channel_id: channel.id, message_id: record.message.id, ...guild };
    const data: GatewayMessagePollVoteDispatchData = { user_id: userId, ...place, answer_id: id };
    dispatchChannel(world, added ? "MESSAGE_POLL_VOTE_ADD" : "MESSAGE_POLL_VOTE_REMOVE", data, channel);
  }
  world.emitChange({ kind: "message", channelId: channel.id, messageId: record.message.id });
}
