// Dispatches as Discord sends them, cut to what the relay looks at.

/** What Discord makes now: what is older than the relay's session was received by it. */
let lastId = BigInt(Date.now() - 1_420_070_400_000) << 22n;

/** A new id, greater than every one before. */
export function newId(): string {
  lastId += 1n;
  return String(lastId);
}

export const THREAD_TOPIC = "Modmail thread #1 with <@300000000000000001> · abcdefghij0123456789";

export function directMessage(channelId: string, content: string, message: object = {}) {
  return {
    id: newId(),
    channel_id: channelId,
    channel_type: 1,
    author: { id: "300000000000000001", username: "ada", discriminator: "0", global_name: null, avatar: null },
    content,
    type: 0,
    timestamp: "2026-11-22T12:00:00.000000+00:00",
    ...message,
  };
}

export function guildMessage(channelId: string, content: string, message: object = {}) {
  return directMessage(channelId, content, { channel_type: 0, guild_id: "400000000000000001", ...message });
}

export function guildChannel(id: string, topic: string | null) {
  return { id, type: 0, guild_id: "400000000000000001", name: "modmail-ada", topic };
}
