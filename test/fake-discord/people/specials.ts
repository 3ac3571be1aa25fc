// What a person sends that isn't text: voice messages, forwards, votes. Stickers and polls come with `send` (messages.ts).

import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import type { Person } from "../api.ts";
import { silentVoice, waveformOf } from "../media/voice.ts";
import { createMessage } from "../world/messages.ts";
import { vote } from "../world/polls.ts";
import { renderMessage } from "../world/render-message.ts";
import { isForwardable } from "../world/snapshots.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";
import { demand, demandWriting, visibleChannel, visibleMessage } from "./access.ts";
import { checkFiles, checkSlowmode } from "./draft.ts";

type Specials = Pick<Person, "sendVoice" | "forward" | "vote">;

export function createSpecials(world: World, userId: string): Specials {
  return {
    sendVoice(to, { seconds = 3, bytes = silentVoice(seconds), replyTo } = {}) {
      const channel = visibleChannel(world, userId, to);
      demandWriting(world, userId, channel);
      demand(world, userId, channel, PermissionFlagsBits.SendVoiceMessages, "send voice messages");
      checkSlowmode(world, channel, userId);
      const file = { name: "voice-message.ogg", bytes, durationSecs: seconds, waveform: waveformOf(seconds) };
      checkFiles([file], uploadLimit(world, channel, userId));
      if (replyTo !== undefined) visibleMessage(world, userId, channel, replyTo);
      const record = createMessage(world, channel, {
        authorId: userId,
        files: [file],
        flags: MessageFlags.IsVoiceMessage,
        replyTo,
        nonce: world.ids.next(),
      });
      return renderMessage(world, record, userId);
    },
    forward(from, messageId, to, comment) {
      const source = visibleChannel(world, userId, from);
      const original = visibleMessage(world, userId, source, messageId);
      if (original.ephemeralFor !== null || !isForwardable(original))
        throw new Error("This message can't be forwarded.");
      const channel = visibleChannel(world, userId, to);
      demandWriting(world, userId, channel);
      checkSlowmode(world, channel, userId);
      const forward = { channel: source, record: original };
      const record = createMessage(world, channel, { authorId: userId, forward, nonce: world.ids.next() });
      // What one adds to a forward is a message of its own, which comes after it.
      if (comment) createMessage(world, channel, { authorId: userId, content: comment, nonce: world.ids.next() });
      return renderMessage(world, record, userId);
    },
    vote(to, messageId, answers) {
      const channel = visibleChannel(world, userId, to);
      const record = visibleMessage(world, userId, channel, messageId);
      const { poll } = record.message;
      if (!poll) throw new Error("There is no poll in this message.");
      if (Date.parse(poll.expiry ?? "") <= world.now()) throw new Error("This poll has ended.");
      if (answers.length > 1 && !poll.allow_multiselect) throw new Error("This poll takes one answer.");
      const unknown = answers.find((id) => !poll.answers.some((answer) => answer.answer_id === id));
      if (unknown !== undefined) throw new Error(`This poll has no answer ${unknown}.`);
      vote(world, channel, record, userId, answers);
    },
  };
}
