// The state of one fake Discord: maps, a clock, ids and the bus. What can happen in it stands in the files beside this one.

import { createHmac, randomBytes } from "node:crypto";
import type { APIUser } from "discord-api-types/v10";
import type { WebPage } from "../api.ts";
import { createOAuth2, type OAuth2 } from "../oauth2/application.ts";
import { type Bus, createBus } from "./events.ts";
import { createSnowflakes, type Snowflakes } from "./snowflake.ts";
import type {
  ChannelRecord,
  CommandRecord,
  GuildRecord,
  InteractionRecord,
  MessageRecord,
  StickerRecord,
  StoredFile,
  UserRecord,
} from "./state.ts";
import { standardStickers } from "./stickers.ts";

interface Application {
  readonly id: string;
  readonly token: string;
  readonly bot: APIUser;
  /** Whether the Message Content intent is switched on for the application, or was even reviewed. */
  messageContent: boolean | "reviewed";
}

export interface WorldSettings {
  now: () => number;
  messageContent: boolean | "reviewed";
  attachmentLifetime: number;
  nonceWindow: number;
}

export interface World extends Pick<Bus, "on" | "emitDispatch" | "emitChange"> {
  readonly settings: WorldSettings;
  readonly ids: Snowflakes;
  readonly application: Application;
  /** Origin under which the CDN answers, such as `http://127.0.0.1:4242`; set once the server listens. */
  origin: string;
  readonly cdnSecret: string;
  readonly users: Map<string, UserRecord>;
  readonly guilds: Map<string, GuildRecord>;
  /** All channels of all guilds, and DMs. */
  readonly channels: Map<string, ChannelRecord>;
  /** DM channel ids by user id. */
  readonly dms: Map<string, string>;
  readonly deletedMessages: Set<string>;
  /** Messages by `author id + nonce`, for enforce_nonce. */
  readonly nonces: Map<string, { record: MessageRecord; at: number }>;
  readonly files: Map<string, StoredFile>;
  /** Discord's own, by id; those of servers stand in their records. */
  readonly standardStickers: Map<string, StickerRecord>;
  /** What Discord finds behind links, by address. */
  readonly pages: Map<string, WebPage>;
  /** By interaction token. */
  readonly interactions: Map<string, InteractionRecord>;
  /** By command id: global ones and those of guilds. */
  readonly commands: Map<string, CommandRecord>;
  /** The application's redirects, and what people agreed to. */
  readonly oauth2: OAuth2;
  now(): number;
}

export function createWorld(settings: WorldSettings): World {
  const bus = createBus();
  const ids = createSnowflakes(settings.now);
  const applicationId = ids.next();
  const bot: APIUser = {
    id: applicationId,
    username: "Modmail",
    discriminator: "0001",
    global_name: null,
    avatar: null,
    bot: true,
  };
  const secret = randomBytes(32).toString("hex");
  return {
    ...bus,
    settings,
    ids,
    application: {
      id: applicationId,
      token: botToken(applicationId, secret),
      bot,
      messageContent: settings.messageContent,
    },
    origin: "",
    cdnSecret: secret,
    users: new Map([[bot.id, { user: bot, nitro: false, allowsDms: false }]]),
    guilds: new Map(),
    channels: new Map(),
    dms: new Map(),
    deletedMessages: new Set(),
    nonces: new Map(),
    files: new Map(),
    standardStickers: standardStickers(),
    pages: new Map(),
    interactions: new Map(),
    commands: new Map(),
    oauth2: createOAuth2(applicationId, settings.now),
    now: settings.now,
  };
}

/** In the form of Discord's: base64 of the id, six characters, a signature. */
function botToken(applicationId: string, secret: string): string {
  const id = Buffer.from(applicationId).toString("base64url");
  const signature = createHmac("sha256", secret).update("token").digest("base64url");
  return `${id}.${signature.slice(0, 6)}.${signature.slice(5)}`;
}
