// Dispatches as Discord sends them, cut to what the relay looks at.

/** What Discord makes now: what is older than the relay's session was received by it. */
let lastId = BigInt(Date.now() - 1_420_070_400_000) << 22n;

/** A new id, greater than every one before. */
export function newId(): string {
  lastId += 1n;
  return String(lastId);
}

/** What the relay asks for: servers, and messages, reactions and typing there and in direct messages; and then content. */
export const MINIMAL = 32_257;
export const WITH_CONTENT = 65_025;

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

/** How Discord writes a time. */
export const timestamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}000+00:00`;

export function guildChannel(id: string, topic: string | null) {
  return { id, type: 0, guild_id: "400000000000000001", name: "modmail-ada", topic };
}
