// What goes wrong, by the seed's script: which trouble, when, how long, how hard. Two scripts run side by side, one for
// processes and connections and one for Discord and the network, so that troubles overlap.

import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fake-discord/api.ts";
import { STORM, USUAL } from "./bad-network.ts";
import { type Journal, openChannels } from "./journal.ts";
import type { Product } from "./product.ts";
import type { Random } from "./random.ts";

export interface Troubles {
  /** How often each came. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether Discord was told to leave requests without an answer. */
  readonly silences: () => boolean;
  /** Settles when both scripts have ended. */
  readonly ended: Promise<void>;
}

export interface TroubleOptions {
  isOver: () => boolean;
  /** Also drop gateway sessions for good, which leaves gaps that only a catch-up over REST can fill. */
  gaps: boolean;
  /** Mean time between two troubles of one script. */
  paceMs: number;
}

interface Trouble {
  name: string;
  weight: number;
  run(): Promise<unknown> | unknown;
}

/** After all of these a session may be resumed. */
const DROP_CODES = [1001, 4000, 4001, 4008];

export function startTroubles(product: Product, journal: Journal, random: Random, options: TroubleOptions): Troubles {
  const { discord, network, relay } = product;
  const counts = new Map<string, number>();
  let silences = false;

  const processes = (chance: Random): Trouble[] => [
    { name: "relay killed", weight: 30, run: () => relay.kill(chance.between(0, 1500)) },
    { name: "Worker stopped", weight: 15, run: () => product.restartWorker(chance.between(0, 3000)) },
    {
      name: "gateway dropped",
      weight: 15,
      run: () => discord.gateway.disconnect({ code: chance.pick(DROP_CODES) }),
    },
    { name: "gateway asked to reconnect", weight: 6, run: () => discord.gateway.requestReconnect() },
    { name: "dispatches repeated", weight: 25, run: () => discord.gateway.repeatLast(chance.whole(1, 30)) },
    {
      name: "gateway session ended",
      weight: options.gaps ? 8 : 0,
      run: () => discord.gateway.disconnect({ resumable: false }),
    },
  ];

  const between = (chance: Random): Trouble[] => [
    {
      name: "Discord failed",
      weight: 60,
      run() {
        const fault = drawFault(chance);
        silences ||= fault.kind.startsWith("silence");
        discord.fail(fault);
      },
    },
    {
      name: "storm between relay and Worker",
      weight: 15,
      async run() {
        network.weather = STORM;
        await sleep(chance.between(1000, 5000));
        network.weather = USUAL;
      },
    },
    {
      name: "channel deleted by hand",
      weight: 12,
      run() {
        const channels = openChannels(journal);
        if (channels.length > 0) journal.deleteByHand(chance.pick(channels));
      },
    },
  ];

  const play = async (script: string, of: (chance: Random) => Trouble[]) => {
    const chance = random.fork(script);
    const troubles = of(chance);
    while (!options.isOver()) {
      await sleep(chance.between(0, 2 * options.paceMs));
      if (options.isOver()) return;
      const { name, run } = chance.weighted(troubles);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      await run();
    }
  };

  network.weather = USUAL;
  const ended = Promise.all([play("processes", processes), play("network", between)]).then(() => {});
  return { counts, silences: () => silences, ended };
}

const CALLS: { weight: number; method: string; route: string }[] = [
  { weight: 30, method: "POST", route: "/channels/:id/messages" },
  { weight: 12, method: "PUT", route: "/channels/:id/messages/:id/reactions/:emoji/@me" },
  { weight: 14, method: "POST", route: "/guilds/:id/channels" },
  { weight: 12, method: "DELETE", route: "/channels/:id" },
  { weight: 8, method: "GET", route: "/guilds/:id/members/:id" },
  { weight: 5, method: "GET", route: "/guilds/:id/channels" },
  { weight: 8, method: "PATCH", route: "/webhooks/:id/:token/messages/@original" },
  { weight: 5, method: "PATCH", route: "/channels/:id/messages/:id" },
  { weight: 3, method: "POST", route: "/users/@me/channels" },
  { weight: 3, method: "GET", route: "/gateway/bot" },
];

const KINDS: { weight: number; of: (chance: Random) => Omit<Fault, "route"> }[] = [
  { weight: 20, of: (chance) => ({ kind: "error", status: chance.pick([500, 502, 503, 504]) }) },
  { weight: 25, of: (chance) => ({ kind: "error-after", status: chance.pick([500, 502, 504]) }) },
  { weight: 12, of: () => ({ kind: "hang-up" }) },
  { weight: 15, of: () => ({ kind: "hang-up-after" }) },
  { weight: 8, of: (chance) => ({ kind: "html", status: chance.pick([502, 503, 520, 524]) }) },
  { weight: 1, of: () => ({ kind: "silence", times: 1 }) },
  { weight: 1, of: () => ({ kind: "silence-after", times: 1 }) },
  {
    weight: 18,
    of: (chance) => ({
      kind: "rate-limit",
      scope: chance.pick(["user", "shared", "global"]),
      retryAfter: chance.pick([0.3, 1, 2.5, null]),
    }),
  },
];

function drawFault(chance: Random): Fault {
  const { method, route } = chance.weighted(CALLS);
  return { method, route, times: chance.whole(1, 5), ...chance.weighted(KINDS).of(chance) };
}
