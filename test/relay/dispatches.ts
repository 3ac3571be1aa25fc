// Dispatches as Discord sends them, cut to what the relay looks at.

let lastId = 0n;

/** An id as Discord makes it now, greater than every one before: what is older than a session was received by it. */
export function newId(): string {
  const now = BigInt(Date.now() - 1_420_070_400_000) << 22n;
  lastId = now > lastId ? now : lastId + 1n;
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
