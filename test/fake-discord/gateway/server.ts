// The gateway as a whole: takes websockets over from the HTTP server and joins connections, sessions and the world's events.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { ApplicationFlags, GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import { WebSocketServer } from "ws";
import type { FakeDiscord } from "../api.ts";
import type { World } from "../world/world.ts";
import { type Connection, type ConnectionContext, openConnection } from "./connection.ts";
import { createFanOut, guildsOfShard } from "./fan-out.ts";
import { createIdentifyLimits, type SessionStartLimit } from "./limits.ts";
import { answerRequestMembers } from "./request-members.ts";
import { createSessions, type Session } from "./sessions.ts";

const GATEWAY_PATH = "/gateway";
/** Where READY tells clients to resume; another path than the first, so that one can see who heeds it. */
const RESUME_PATH = "/gateway/resume";

export interface GatewaySettings {
  /** Whether identifies that come too fast are refused (op 9). Default true. */
  rateLimits?: boolean;
  /** Default 1,000, as with Discord. */
  identifiesPerDay?: number;
  /** Milliseconds; default 41,250 as with Discord. */
  heartbeatInterval?: number;
  /** How long a lost session can be resumed, in milliseconds of Discord's clock; unpublished. Default 3 minutes. */
  resumeWindow?: number;
  /** How many dispatches a resume can repeat. Default max(100, min(3500, 75 a server)), Discord's formula of 2016. */
  replayLimit?: number;
}

export interface Gateway {
  /** What tests may do to the gateway (FakeDiscord.gateway). */
  readonly control: FakeDiscord["gateway"];
  /** For `GET /gateway` and `/gateway/bot`. */
  url(): string;
  sessionStartLimit(): SessionStartLimit;
  /** Upgrades with the path /gateway (or below) belong here; returns false for others. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

export function createGateway(world: World, settings: GatewaySettings = {}): Gateway {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const connections = new Set<Connection>();
  const limits = createIdentifyLimits(world.now, settings.rateLimits ?? true, settings.identifiesPerDay ?? 1_000);
  const sessions = createSessions({
    now: world.now,
    resumeWindow: settings.resumeWindow ?? 180_000,
    replayLimit: () => settings.replayLimit ?? Math.max(100, Math.min(3500, world.guilds.size * 75)),
  });
  const fanOut = createFanOut(world, sessions);
  const stopListening = world.on("dispatch", (event) => fanOut.deliver(event));
  const origin = () => world.origin.replace(/^http/, "ws");

  const endAll = (resumable: boolean, code?: number) => {
    if (!resumable) for (const session of sessions.all()) sessions.forget(session);
    for (const connection of connections) connection.end(code);
  };

  const context: ConnectionContext = {
    application: world.application,
    sessions,
    heartbeatInterval: settings.heartbeatInterval ?? 41_250,
    begin(identity, attach) {
      const outcome = limits.take(identity.shard[0]);
      if (outcome === "exhausted") endAll(false, GatewayCloseCodes.AuthenticationFailed);
      if (outcome !== "ok") return outcome;
      const session = sessions.start(identity);
      attach(session);
      sessions.dispatch(session, "READY", readyData(world, session, `${origin()}${RESUME_PATH}`));
      fanOut.greet(session);
      return "ok";
    },
    requestMembers: (session, d) => answerRequestMembers(world, sessions, session, d),
    closed: (connection) => connections.delete(connection),
  };

  return {
    control: {
      get sessions() {
        return sessions.connected().map(({ id, intents, sequence }) => ({ sessionId: id, intents, sequence }));
      },
      disconnect: ({ code, resumable = true } = {}) => endAll(resumable, code),
      requestReconnect() {
        for (const connection of connections) connection.send(GatewayOpcodes.Reconnect, null);
      },
      repeatLast(count) {
        for (const session of sessions.connected()) {
          for (const { t, payload } of session.replay.filter((one) => !OF_THE_SESSION.has(one.t)).slice(-count)) {
            sessions.dispatch(session, t, (JSON.parse(payload) as { d: unknown }).d);
          }
        }
      },
      freeze() {
        for (const connection of connections) connection.freeze();
      },
    },
    url: () => `${origin()}${GATEWAY_PATH}`,
    sessionStartLimit: () => limits.describe(),
    handleUpgrade(request, socket, head) {
      const { pathname, searchParams } = new URL(request.url ?? "/", "ws://gateway");
      const path = pathname.replace(/\/$/, "");
      if (path !== GATEWAY_PATH && path !== RESUME_PATH) return false;
      server.handleUpgrade(request, socket, head, (client) => {
        connections.add(openConnection(client, searchParams, context));
      });
      return true;
    },
    close() {
      stopListening();
      for (const connection of connections) connection.end();
      server.close();
    },
  };
}

/** Dispatches about the session itself, which are never repeated. */
const OF_THE_SESSION = new Set(["READY", "RESUMED"]);

function readyData(world: World, session: Session, resumeUrl: string): unknown {
  const { application } = world;
  const { bot } = application;
  return {
    v: 10,
    user_settings: {},
    user: { ...bot, verified: true, mfa_enabled: true, email: null, flags: 0 },
    session_type: "normal",
    session_id: session.id,
    resume_gateway_url: resumeUrl,
    shard: session.shard,
    relationships: [],
    private_channels: [],
    presences: [],
    guilds: guildsOfShard(world, session.shard).map((guild) => ({ id: guild.id, unavailable: true })),
    guild_join_requests: [],
    geo_ordered_rtc_regions: [],
    auth: {},
    application: { id: application.id, flags: applicationFlags(application) },
    _trace: [],
  };
}

/** The limited flag is for applications that are too small to need a review. */
export function applicationFlags({ messageContent }: World["application"]): number {
  if (messageContent === "reviewed") return ApplicationFlags.GatewayMessageContent;
  return messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0;
}
