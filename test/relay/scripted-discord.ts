// As much of Discord as the relay's tests script: a few REST routes and a gateway that resumes. It checks nothing but the
// order of the handshake; the strict one is test/fake-discord.

import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export const BOT_USER_ID = "100000000000000001";
const MESSAGE_CONTENT_FLAG = 1 << 18;

interface Dispatch {
  s: number;
  t: string;
  d: unknown;
}

interface Session {
  id: string;
  sent: Dispatch[];
  intents: number;
}

interface ScriptedAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Text is sent as it is. */
  body: unknown;
}

export interface ScriptedDiscord {
  url: string;
  /** Every op that a relay sent, in order. */
  received: { op: number; d: unknown }[];
  identifies: { intents: number }[];
  resumes: { seq: number; session_id: string }[];
  /** Flags of the application; with the Message Content intent unless changed. */
  flags: number;
  /** Status of every REST answer; 200 unless changed. */
  restStatus: number;
  /** What stands in each channel; a channel that isn't here is gone. */
  messages: Map<string, { id: string }[]>;
  /** Roles by `server/user`. */
  roles: Map<string, string[]>;
  /** Paths of the requests for messages and members, in order, with the time of each. */
  reads: { path: string; at: number }[];
  /** Answers such a request instead when it returns something. */
  answerRead: (path: string) => ScriptedAnswer | undefined;
  /** Answers identify (and resume) with this close code when it returns one. */
  refuse: (intents: number) => number | null;
  /** Closes the connection after the replay instead of saying RESUMED. */
  cutReplay: boolean;
  /** Sent after READY of each new session. */
  afterReady: Omit<Dispatch, "s">[];
  /** To the newest session, connected or not. */
  dispatch(t: string, d: unknown): void;
  connected(): boolean;
  /** Closes the connection with this code, ends it without a close frame ("cut"), or resets it as a dying router does. */
  disconnect(how: number | "cut" | "reset"): void;
  /** Sends op 9: the session is over. */
  invalidate(): void;
  /** Stops listening for the gateway's connections and listens again. */
  refuseConnections(refused: boolean): void;
  forgetSessions(): void;
  close(): Promise<void>;
}

export async function startScriptedDiscord(): Promise<ScriptedDiscord> {
  const sessions = new Map<string, Session>();
  let newest: Session | null = null;
  let socket: WebSocket | null = null;
  let tcp: Socket | null = null;
  let refusing = false;

  const http = createServer((request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (discord.restStatus !== 200) return answer(discord.restStatus, { message: "scripted", code: 0 });
    if (request.url === "/api/v10/applications/@me") return answer(200, { id: "1", flags: discord.flags });
    if (request.url === "/api/v10/gateway/bot") {
      const session_start_limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
      return answer(200, { url: gatewayUrl(), shards: 1, session_start_limit });
    }
    const { status, headers, body } = read(request.url?.replace("/api/v10", "") ?? "");
    return response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });

  function read(path: string): ScriptedAnswer {
    discord.reads.push({ path, at: Date.now() });
    const scripted = discord.answerRead(path);
    if (scripted !== undefined) return scripted;
    const [, guildId, userId] = path.match(/^\/guilds\/(\d+)\/members\/(\d+)$/) ?? [];
    const roles = discord.roles.get(`${guildId}/${userId}`);
    if (roles !== undefined) return { status: 200, body: { user: { id: userId }, roles } };
    const [, channelId = "", , after] = path.match(/^\/channels\/(\d+)\/messages\?(after=(\d+)&)?limit=100$/) ?? [];
    const messages = discord.messages.get(channelId);
    if (messages === undefined) return { status: 404, body: { message: "Unknown", code: guildId ? 10_007 : 10_003 } };
    const newer = messages.filter(({ id }) => BigInt(id) > BigInt(after ?? 0));
    const page = after === undefined ? newer.slice(-100) : newer.slice(0, 100);
    return { status: 200, body: page.toReversed() };
  }

  const gateway = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, connection, head) => {
    if (refusing) {
      connection.destroy();
      return;
    }
    tcp = connection as Socket;
    gateway.handleUpgrade(request, connection, head, welcome);
  });

  function welcome(ws: WebSocket): void {
    const send = (payload: object) => ws.send(JSON.stringify(payload));
    send({ op: 10, d: { heartbeat_interval: 40_000 } });
    ws.on("message", (data) => {
      const { op, d } = JSON.parse(String(data));
      discord.received.push({ op, d });
      if (op === 1) send({ op: 11 });
      if (op === 2) identify(ws, d);
      if (op === 6) resume(ws, d);
    });
    ws.on("close", () => {
      if (socket === ws) socket = null;
    });
  }

  function identify(ws: WebSocket, d: { intents: number }): void {
    discord.identifies.push(d);
    const code = discord.refuse(d.intents);
    if (code !== null) {
      ws.close(code);
      return;
    }
    newest = { id: `session-${sessions.size + 1}`, sent: [], intents: d.intents };
    sessions.set(newest.id, newest);
    socket = ws;
    discord.dispatch("READY", {
      v: 10,
      user: { id: BOT_USER_ID, username: "modmail", bot: true },
      guilds: [],
      session_id: newest.id,
      resume_gateway_url: gatewayUrl(),
      application: { id: "1", flags: discord.flags },
    });
    for (const { t, d } of discord.afterReady) discord.dispatch(t, d);
  }

  function resume(ws: WebSocket, d: { seq: number; session_id: string }): void {
    discord.resumes.push(d);
    const session = sessions.get(d.session_id);
    if (session === undefined) {
      ws.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    const code = discord.refuse(session.intents);
    if (code !== null) {
      ws.close(code);
      return;
    }
    newest = session;
    socket = ws;
    for (const dispatch of session.sent) if (dispatch.s > d.seq) ws.send(JSON.stringify({ op: 0, ...dispatch }));
    if (discord.cutReplay) ws.close(4000);
    else discord.dispatch("RESUMED", {});
  }

  const port = () => (http.address() as AddressInfo).port;
  const gatewayUrl = () => `ws://127.0.0.1:${port()}`;
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));

  const discord: ScriptedDiscord = {
    url: `http://127.0.0.1:${port()}/api`,
    received: [],
    identifies: [],
    resumes: [],
    flags: MESSAGE_CONTENT_FLAG,
    restStatus: 200,
    messages: new Map(),
    roles: new Map(),
    reads: [],
    answerRead: () => undefined,
    refuse: () => null,
    cutReplay: false,
    afterReady: [],
    dispatch(t, d) {
      if (newest === null) throw new Error("nobody has identified yet");
      const dispatch = { s: newest.sent.length + 1, t, d };
      newest.sent.push(dispatch);
      socket?.send(JSON.stringify({ op: 0, ...dispatch }));
    },
    connected: () => socket !== null,
    disconnect(how) {
      const [ws, connection] = [socket, tcp];
      socket = null;
      if (how === "cut") ws?.terminate();
      else if (how === "reset") connection?.resetAndDestroy();
      else ws?.close(how);
    },
    invalidate() {
      sessions.clear();
      socket?.send(JSON.stringify({ op: 9, d: false }));
    },
    refuseConnections(refused) {
      refusing = refused;
    },
    forgetSessions: () => sessions.clear(),
    close: () =>
      new Promise((resolve) => {
        for (const ws of gateway.clients) ws.terminate();
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return discord;
}
