// One websocket: hello, heartbeats, identify or resume, and every reason for which Discord hangs up.

import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import type { RawData, WebSocket } from "ws";
import type { World } from "../world/world.ts";
import { type Identity, isObject, judgeIdentify } from "./identify.ts";
import { missedSince, type Session, type Sessions } from "./sessions.ts";
import { createTransport, type Transport } from "./transport.ts";

const MAX_PAYLOAD = 4096;
const MAX_SENDS = 120;
const SEND_WINDOW = 60_000;

export interface ConnectionContext {
  application: World["application"];
  sessions: Sessions;
  /** Milliseconds between heartbeats; a client that stays silent for one and a half of them is dropped. */
  heartbeatInterval: number;
  /** Starts a session and sends READY and what follows; `null` when identifies come too fast. */
  begin(identity: Identity, attach: (session: Session) => void): "ok" | "too-fast" | "exhausted";
  requestMembers(session: Session, d: unknown): void;
  closed(connection: Connection): void;
}

export interface Connection {
  readonly session: Session | null;
  /** Without a code the TCP connection is cut. The session stays. */
  end(code?: number): void;
  send(op: GatewayOpcodes, d: unknown): void;
  /** Stays open, but nothing is read or sent any more: a zombie. */
  freeze(): void;
}

export function openConnection(socket: WebSocket, query: URLSearchParams, context: ConnectionContext): Connection {
  const stream = query.get("compress") === "zlib-stream" ? "zlib-stream" : null;
  const transport: Transport = createTransport(socket, stream);
  const sends: number[] = [];
  let session: Session | null = null;
  let frozen = false;
  let ending = false;
  let silence: NodeJS.Timeout | undefined;

  const send = (op: GatewayOpcodes, d: unknown) => write(JSON.stringify({ op, d, s: null, t: null }));
  const write = (payload: string) => {
    if (!frozen) transport.send(payload);
  };
  const hangUp = (code: number, reason: string) => {
    ending = true;
    if (FORGETS_SESSION.has(code) && session) context.sessions.forget(session);
    transport.close(code, reason);
  };
  const attach = (to: Session) => {
    to.leave?.();
    session = to;
    to.awaySince = null;
    to.deliver = write;
    to.leave = () => {
      session = null;
      hangUp(GatewayCloseCodes.UnknownError, "The session is used by another connection.");
    };
  };
  const listenForSilence = () => {
    clearTimeout(silence);
    silence = setTimeout(
      () => hangUp(GatewayCloseCodes.SessionTimedOut, "Session timed out."),
      context.heartbeatInterval * 1.5,
    );
  };

  const identify = (d: unknown) => {
    if (session) return hangUp(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
    const judged = judgeIdentify(d, context.application);
    if ("code" in judged) return hangUp(judged.code, judged.reason);
    if (judged.compress) transport.compressPayloads();
    const outcome = context.begin(judged, attach);
    if (outcome === "too-fast") return send(GatewayOpcodes.InvalidSession, false);
    if (outcome === "exhausted") hangUp(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
  };

  const resume = (d: unknown) => {
    if (session) return hangUp(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated.");
    if (!isObject(d) || typeof d.token !== "string" || typeof d.session_id !== "string") {
      return hangUp(GatewayCloseCodes.DecodeError, "Error while decoding payload.");
    }
    if (d.token !== context.application.token) {
      return hangUp(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    }
    const found = context.sessions.resumable(d.session_id);
    if (!found) return send(GatewayOpcodes.InvalidSession, false);
    if (typeof d.seq !== "number" || !Number.isInteger(d.seq) || d.seq < 0 || d.seq > found.sequence) {
      return hangUp(GatewayCloseCodes.InvalidSeq, "Invalid seq.");
    }
    const missed = missedSince(found, d.seq);
    if (!missed) {
      context.sessions.forget(found);
      return send(GatewayOpcodes.InvalidSession, false);
    }
    attach(found);
    for (const payload of missed) write(payload);
    context.sessions.dispatch(found, "RESUMED", { _trace: [] });
  };

  const receive = (data: RawData) => {
    if (frozen || ending) return;
    const bytes = toBuffer(data);
    if (bytes.byteLength > MAX_PAYLOAD) return hangUp(GatewayCloseCodes.DecodeError, "Error while decoding payload.");
    if (tooMany(sends)) return hangUp(GatewayCloseCodes.RateLimited, "Rate limited.");
    const message = parse(bytes);
    if (!message) return hangUp(GatewayCloseCodes.DecodeError, "Error while decoding payload.");
    if (!READABLE.has(message.op)) return hangUp(GatewayCloseCodes.UnknownOpcode, "Unknown opcode.");
    switch (message.op) {
      case GatewayOpcodes.Heartbeat:
        listenForSilence();
        return send(GatewayOpcodes.HeartbeatAck, null);
      case GatewayOpcodes.Identify:
        return identify(message.d);
      case GatewayOpcodes.Resume:
        return resume(message.d);
    }
    if (!session) return hangUp(GatewayCloseCodes.NotAuthenticated, "Not authenticated.");
    if (message.op === GatewayOpcodes.RequestGuildMembers) context.requestMembers(session, message.d);
  };

  const connection: Connection = {
    get session() {
      return session;
    },
    end(code) {
      ending = true;
      if (code === undefined) transport.cut();
      else transport.close(code, "");
    },
    send,
    freeze() {
      frozen = true;
      clearTimeout(silence);
    },
  };

  socket.on("message", receive);
  socket.on("error", () => socket.terminate());
  socket.on("close", (code) => {
    clearTimeout(silence);
    if (session) {
      // With 1000 and 1001 a client says that it won't come back.
      if (!ending && (code === 1000 || code === 1001)) context.sessions.forget(session);
      else context.sessions.away(session);
    }
    session = null;
    context.closed(connection);
  });

  if (query.get("v") !== "10") hangUp(GatewayCloseCodes.InvalidAPIVersion, "Invalid API version.");
  else if (query.get("encoding") !== "json") hangUp(GatewayCloseCodes.DecodeError, "Only JSON is spoken here.");
  else {
    send(GatewayOpcodes.Hello, { heartbeat_interval: context.heartbeatInterval, _trace: [] });
    listenForSilence();
  }
  return connection;
}

/** After these Discord wants a new session (a resume is answered with op 9). */
const FORGETS_SESSION = new Set<number>([
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
  GatewayCloseCodes.AuthenticationFailed,
]);

const READABLE = new Set<number>([
  GatewayOpcodes.Heartbeat,
  GatewayOpcodes.Identify,
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.Resume,
  GatewayOpcodes.RequestGuildMembers,
]);

/** Real time, not Discord's clock: it guards this connection only. */
function tooMany(sends: number[]): boolean {
  const now = Date.now();
  sends.push(now);
  while ((sends[0] ?? now) <= now - SEND_WINDOW) sends.shift();
  return sends.length > MAX_SENDS;
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function parse(bytes: Buffer): { op: number; d: unknown } | null {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isObject(value) && typeof value.op === "number" ? { op: value.op, d: value.d } : null;
  } catch {
    return null;
  }
}
