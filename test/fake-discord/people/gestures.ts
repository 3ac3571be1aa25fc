// What a person does without writing: reactions, and the sign that they are typing.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Person } from "../api.ts";
import { canUseEmoji, customId } from "../world/emojis.ts";
import { addReaction, clearReactions, removeReaction } from "../world/reactions.ts";
import type { ChannelRecord, MessageRecord } from "../world/state.ts";
import { startTyping, typistsIn } from "../world/typing.ts";
import type { World } from "../world/world.ts";
import { demand, demandWriting, visibleChannel, visibleMessage } from "./access.ts";

const MAX_REACTIONS = 20;

/** `<:name:123>`, as one writes it, is `name:123` as a reaction. */
function reactionKey(written: string): string {
  return /^<a?:(\w+:\d+)>$/.exec(written)?.[1] ?? written;
}

type Gestures = Pick<Person, "react" | "unreact" | "clearReactions" | "startTyping" | "typists">;

export function createGestures(world: World, userId: string): Gestures {
  const reactable = (to: string, messageId: string): { channel: ChannelRecord; record: MessageRecord } => {
    const channel = visibleChannel(world, userId, to);
    const record = visibleMessage(world, userId, channel, messageId);
    if (record.ephemeralFor !== null) throw new Error("Nobody can react to an ephemeral message.");
    return { channel, record };
  };
  const demandManaging = (channel: ChannelRecord) => {
    if (channel.guildId === null) throw new Error("In a DM everybody takes back only their own reactions.");
    demand(world, userId, channel, PermissionFlagsBits.ManageMessages, "remove others' reactions");
  };

  return {
    react(to, messageId, written) {
      const { channel, record } = reactable(to, messageId);
      const emoji = reactionKey(written);
      if (!record.reactions.has(emoji)) {
        demand(world, userId, channel, PermissionFlagsBits.AddReactions, "add reactions");
        const id = customId(emoji);
        if (id !== null && !canUseEmoji(world, channel, userId, id)) throw new Error(`You can't use ${emoji} here.`);
        if (record.reactions.size >= MAX_REACTIONS) throw new Error("This message has all the reactions it can have.");
      }
      addReaction(world, channel, record, userId, emoji);
    },
    unreact(to, messageId, written, whose = userId) {
      const { channel, record } = reactable(to, messageId);
      const emoji = reactionKey(written);
      if (whose !== userId) demandManaging(channel);
      if (!record.reactions.get(emoji)?.has(whose)) throw new Error(`There is no reaction ${emoji} of ${whose} here.`);
      removeReaction(world, channel, record, whose, emoji);
    },
    clearReactions(to, messageId, emoji) {
      const { channel, record } = reactable(to, messageId);
      demandManaging(channel);
      clearReactions(world, channel, record, emoji === undefined ? undefined : reactionKey(emoji));
    },
    startTyping(to) {
      const channel = visibleChannel(world, userId, to);
      demandWriting(world, userId, channel);
      startTyping(world, channel, userId);
    },
    typists: (to) => typistsIn(world, visibleChannel(world, userId, to)).filter((id) => id !== userId),
  };
}
