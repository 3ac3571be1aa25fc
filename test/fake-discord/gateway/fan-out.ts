// From the world's events to what each session gets: shards, intents, message content, hidden channels.

import { type APIMessage, GatewayIntentBits } from "discord-api-types/v10";
import type { Dispatch } from "../world/events.ts";
import { renderGuildCreate } from "../world/render-guild.ts";
import { contentForBot } from "../world/render-message.ts";
import type { GuildRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { botViews, channelForBot, obfuscated } from "./channel-view.ts";
import { passesIntents } from "./intents.ts";
import type { Session, Sessions } from "./sessions.ts";

export interface FanOut {
  deliver(event: Dispatch): void;
  /** READY's servers one by one, as GUILD_CREATE; nothing without the GUILDS intent. */
  greet(session: Session): void;
}

export function createFanOut(world: World, sessions: Sessions): FanOut {
  /** Channels that the bot could view when it last heard of them. */
  const viewed = new Set<string>();
  const remember = (guildId: string) => {
    for (const id of world.guilds.get(guildId)?.channels ?? []) {
      const channel = world.channels.get(id);
      if (channel && botViews(world, channel)) viewed.add(id);
      else viewed.delete(id);
    }
  };
  /** Whoever gains or loses the view of a channel hears of it as an update of the channel. */
  const tellOfViews = (guildId: string, except: string | null) => {
    for (const id of world.guilds.get(guildId)?.channels ?? []) {
      const channel = world.channels.get(id);
      if (!channel || id === except || botViews(world, channel) === viewed.has(id)) continue;
      const d = channelForBot(world, channel);
      for (const session of sessions.all()) send(session, "CHANNEL_UPDATE", d, guildId);
    }
    remember(guildId);
  };
  const send = (session: Session, t: string, d: unknown, guildId: string | null) => {
    if (shardOf(guildId, session.shard[1]) !== session.shard[0]) return;
    if (passesIntents(t, guildId === null ? "dm" : "guild", session.intents) || isOwnUpdate(world, t, d)) {
      sessions.dispatch(session, t, d);
    }
  };

  const dataFor = (session: Session, event: Dispatch): unknown => {
    switch (event.t) {
      case "MESSAGE_CREATE":
      case "MESSAGE_UPDATE": {
        const reads =
          world.application.messageContent !== false && (session.intents & GatewayIntentBits.MessageContent) !== 0;
        return reads ? event.d : contentForBot(world, event.d as unknown as APIMessage, event.guildId);
      }
      case "GUILD_CREATE": {
        const guild = world.guilds.get(event.d.id);
        return guild ? guildForBot(world, guild) : event.d;
      }
      case "CHANNEL_CREATE":
      case "CHANNEL_UPDATE": {
        const channel = world.channels.get(event.d.id);
        return channel && !botViews(world, channel) ? obfuscated(event.d) : event.d;
      }
      case "CHANNEL_DELETE":
        return viewed.has(event.d.id) ? event.d : obfuscated(event.d);
      default:
        return event.d;
    }
  };

  return {
    deliver(event) {
      const { guildId } = event;
      for (const session of sessions.all()) send(session, event.t, dataFor(session, event), guildId);
      if (guildId === null) return;
      if (event.t === "GUILD_CREATE") remember(guildId);
      if (CHANGES_VIEWS.has(event.t)) tellOfViews(guildId, event.channelId);
    },
    greet(session) {
      for (const guild of guildsOfShard(world, session.shard)) {
        remember(guild.id);
        send(session, "GUILD_CREATE", guildForBot(world, guild), guild.id);
      }
    },
  };
}

const CHANGES_VIEWS = new Set<string>([
  "CHANNEL_CREATE",
  "CHANNEL_UPDATE",
  "CHANNEL_DELETE",
  "GUILD_ROLE_UPDATE",
  "GUILD_ROLE_DELETE",
  "GUILD_MEMBER_UPDATE",
]);

/** The bot's servers that belong to a shard. */
export function guildsOfShard(world: World, [id, count]: [number, number]): GuildRecord[] {
  return [...world.guilds.values()].filter(
    (guild) => guild.members.has(world.application.id) && shardOf(guild.id, count) === id,
  );
}

/** Direct messages belong to shard 0. */
function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

function guildForBot(world: World, guild: GuildRecord): unknown {
  const channels = [...guild.channels].flatMap((id) => world.channels.get(id) ?? []);
  return { ...renderGuildCreate(world, guild), channels: channels.map((channel) => channelForBot(world, channel)) };
}

/** A bot always hears of changes to its own membership. */
function isOwnUpdate(world: World, t: string, d: unknown): boolean {
  if (t !== "GUILD_MEMBER_UPDATE") return false;
  return (d as { user: { id: string } }).user.id === world.application.id;
}
