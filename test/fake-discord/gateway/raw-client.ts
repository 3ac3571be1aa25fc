// A hand-written gateway client for tests: sends anything, remembers everything, waits for conditions.

import { createInflate } from "node:zlib";
import { WebSocket } from "ws";

interface Frame {
  op: number;
  d: unknown;
  s: number | null;
  t: string | null;
}

export interface RawClient {
  readonly frames: Frame[];
  /** Close code once closed. */
  readonly closed: number | null;
  send(payload: unknown): void;
  close(code?: number): void;
  /** The first frame that fits, there already or still to come; rejects after two seconds. */
  frame(fits: (frame: Frame) => boolean, what: string): Promise<Frame>;
  /** The first dispatch of this name. */
  dispatch(t: string): Promise<Frame>;
  closeCode(): Promise<number>;
  /** Everything sent before this has been answered: a heartbeat and its ack. */
  settled(): Promise<void>;
}

const PATIENCE = 2_000;

export async function connect(url: string, query = "v=10&encoding=json"): Promise<RawClient> {
  const socket = new WebSocket(`${url}?${query}`);
  const frames: Frame[] = [];
  const watchers = new Set<() => void>();
  let closed: number | null = null;
  const add = (text: string) => {
    frames.push(JSON.parse(text) as Frame);
    for (const look of [...watchers]) look();
  };
  const inflate = query.includes("zlib-stream") ? createInflate() : null;
  let plain = "";
  inflate?.on("data", (chunk: Buffer) => {
    plain += chunk.toString("utf8");
    // Payloads come one by one, so that a complete JSON text is a complete payload.
    try {
      JSON.parse(plain);
    } catch {
      return;
    }
    const text = plain;
    plain = "";
    add(text);
  });
  socket.on("message", (data: Buffer) => {
    if (inflate) inflate.write(data);
    else add(data.toString("utf8"));
  });
  socket.on("close", (code) => {
    closed = code;
    for (const look of [...watchers]) look();
  });
  socket.on("error", () => {});
  await new Promise((resolve) => {
    socket.once("open", resolve);
    socket.once("close", resolve);
  });

  const until = <Found>(look: () => Found | undefined, what: string): Promise<Found> =>
    new Promise((resolve, reject) => {
      const attempt = () => {
        const found = look();
        if (found === undefined) return false;
        clearTimeout(timer);
        watchers.delete(attempt);
        resolve(found);
        return true;
      };
      const timer = setTimeout(() => {
        watchers.delete(attempt);
        const seen = frames.map((frame) => frame.t ?? `op ${frame.op}`).join(", ");
        reject(new Error(`No ${what} came; seen: ${seen}; closed: ${closed}.`));
      }, PATIENCE);
      watchers.add(attempt);
      attempt();
    });

  const client: RawClient = {
    frames,
    get closed() {
      return closed;
    },
    send: (payload) => socket.send(typeof payload === "string" ? payload : JSON.stringify(payload)),
    close: (code) => (code === undefined ? socket.terminate() : socket.close(code)),
    frame: (fits, what) => until(() => frames.find(fits), what),
    dispatch: (t) => until(() => frames.find((frame) => frame.t === t), t),
    closeCode: () => until(() => closed ?? undefined, "close"),
    async settled() {
      const acks = frames.filter((frame) => frame.op === 11).length;
      client.send({ op: 1, d: null });
      await until(() => (frames.filter((frame) => frame.op === 11).length > acks ? true : undefined), "heartbeat ack");
    },
  };
  return client;
}

/** Hello, Identify, READY and every GUILD_CREATE. */
export async function identify(url: string, token: string, intents: number, extra: object = {}, query?: string) {
  const client = await connect(url, query);
  await client.frame((frame) => frame.op === 10, "hello");
  client.send({ op: 2, d: { token, intents, properties: { os: "linux", browser: "test", device: "test" }, ...extra } });
  const ready = await client.dispatch("READY");
  await client.settled();
  return { client, ready: ready.d as Ready };
}

export interface Ready {
  session_id: string;
  resume_gateway_url: string;
  user: { id: string };
  application: { id: string; flags: number };
  guilds: { id: string; unavailable: boolean }[];
}
