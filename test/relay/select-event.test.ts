// Which dispatches become events, and under which ids.

import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { type SelectedEvent, selectEvent } from "../../gateway-relay/src/select-event.ts";
import { directMessage, guildMessage, newId, timestamp } from "./dispatches.ts";

const [BOT, ADA, DM, CHANNEL, GUILD] = [newId(), newId(), newId(), newId(), "400000000000000001"];
const EDITED = Date.UTC(2026, 10, 22, 12, 30);

const select = (t: string, d: object, s = 7): SelectedEvent | null =>
  selectEvent({ op: 0, s, t, d } as GatewayDispatchPayload, BOT);

test("an edit is told with the time of the edit in its id", () => {
  const message = guildMessage(CHANNEL, "better", { edited_timestamp: timestamp(EDITED) });
  expect(select("MESSAGE_UPDATE", message)).toEqual({
    id: `message-update:${message.id}:${EDITED}`,
    channelId: CHANNEL,
    needsThreadChannel: true,
    event: { type: "MESSAGE_UPDATE", data: message },
  });
});

test.each([
  ["a link that got its preview", directMessage(DM, "x", { edited_timestamp: null })],
  ["a bot's edit", directMessage(DM, "x", { edited_timestamp: timestamp(EDITED), author: { id: BOT, bot: true } })],
  ["a webhook's edit", directMessage(DM, "x", { edited_timestamp: timestamp(EDITED), webhook_id: newId() })],
  ["a system message's change", directMessage(DM, "x", { edited_timestamp: timestamp(EDITED), type: 6 })],
])("%s is none", (_what, message) => {
  expect(select("MESSAGE_UPDATE", message)).toBeNull();
});

test("a deletion is told for direct messages and, held to threads, for servers", () => {
  const id = newId();
  expect(select("MESSAGE_DELETE", { id, channel_id: DM })).toEqual({
    id: `message-delete:${id}`,
    channelId: DM,
    needsThreadChannel: false,
    event: { type: "MESSAGE_DELETE", data: { id, channel_id: DM } },
  });
  const inGuild = select("MESSAGE_DELETE", { id, channel_id: CHANNEL, guild_id: GUILD });
  expect(inGuild).toMatchObject({ needsThreadChannel: true, event: { data: { guild_id: GUILD } } });
});

test("messages purged in bulk stay where they were mirrored to", () => {
  expect(select("MESSAGE_DELETE_BULK", { ids: [newId()], channel_id: CHANNEL, guild_id: GUILD })).toBeNull();
});

const reaction = (change: object = {}) => ({
  user_id: ADA,
  channel_id: CHANNEL,
  message_id: DM,
  guild_id: GUILD,
  emoji: { id: null, name: "👍" },
  burst: false,
  type: 0,
  ...change,
});

test("a reaction is told with the roles of who reacted, and each time anew", () => {
  const member = { roles: [newId()], user: { id: ADA }, nick: "Ada" };
  const added = select("MESSAGE_REACTION_ADD", reaction({ member }));
  expect(added?.event).toEqual({
    type: "MESSAGE_REACTION_ADD",
    data: {
      channel_id: CHANNEL,
      message_id: DM,
      guild_id: GUILD,
      user_id: ADA,
      member: { roles: member.roles },
      emoji: { id: null, name: "👍" },
    },
  });
  expect(select("MESSAGE_REACTION_ADD", reaction({ member }), 7)?.id).toBe(added?.id);
  expect(select("MESSAGE_REACTION_ADD", reaction({ member }), 9)?.id).not.toBe(added?.id);
  expect(added?.needsThreadChannel).toBe(true);
});

test.each([
  ["one person's", "MESSAGE_REACTION_REMOVE", reaction(), { user_id: ADA, emoji: { name: "👍" } }],
  ["all of one emoji", "MESSAGE_REACTION_REMOVE_EMOJI", reaction({ user_id: undefined }), { emoji: { name: "👍" } }],
  ["all of a message", "MESSAGE_REACTION_REMOVE_ALL", { channel_id: CHANNEL, message_id: DM, guild_id: GUILD }, {}],
])("a removal is told: %s", (_what, type, data, told) => {
  expect(select(type, data)?.event).toMatchObject({ type, data: told });
});

test.each([
  ["the bot's own", reaction({ user_id: BOT })],
  ["another bot's", reaction({ member: { roles: [], user: { id: ADA, bot: true } } })],
])("a reaction of %s is none", (_whose, data) => {
  expect(select("MESSAGE_REACTION_ADD", data)).toBeNull();
});
