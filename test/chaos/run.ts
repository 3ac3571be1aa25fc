// One run: the cast talks while the seed's script breaks things, then everything heals and what was seen is judged.

import { setTimeout as sleep } from "node:timers/promises";
import type { RecordedRequest } from "../fake-discord/api.ts";
import { createCast } from "./cast.ts";
import { heal, type Rest } from "./heal.ts";
import { keepJournal, openChannels } from "./journal.ts";
import { judgeOrder } from "./judge-order.ts";
import { judgeSaid } from "./judge-said.ts";
import { judgeThreads } from "./judge-threads.ts";
import { startProduct } from "./product.ts";
import { createRandom } from "./random.ts";
import { workAsStaff } from "./staff.ts";
import { startTroubles } from "./troubles.ts";
import { liveAsUser, planUser } from "./users.ts";
import { type Evidence, FAULTS, type FaultName, gatherEvidence, type Report } from "./verdict.ts";

export interface ChaosOptions {
  seed: number;
  users: number;
  /** How long people talk; healing comes on top. */
  minutes: number;
  gaps: boolean;
  /** Hears of the progress, a line at a time. */
  say: (text: string) => void;
}

export interface ChaosResult {
  /** The details of each; good when all are empty. */
  faults: ReadonlyMap<FaultName, readonly string[]>;
  /** How it ended for what was said; none of these is a fault. */
  endings: Record<string, number>;
  rest: Rest;
  /** For whoever looks for the cause. */
  evidence: Evidence;
  /** What was done and what went wrong on purpose, for the table. */
  happened: Record<string, number>;
  /** Unexpected errors that the Worker logged, and the relay's warnings: for whoever looks for the cause. */
  complaints: string[];
}

/** Sixty per cent of what is said comes from users. */
const MESSAGES_BY_USER = { from: 3, to: 10 };
const ACTS_OF_STAFF_BY_USER = 4.4;
const PROGRESS_MS = 5000;
const SCHEDULE_MS = 15_000;

export async function runChaos({ seed, users, minutes, gaps, say }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(String(seed));
  const windowMs = minutes * 60_000;
  say("starting the fake Discord, the Worker and the relay");
  const product = await startProduct(random);
  try {
    const cast = await createCast(product, users, random.fork("cast"));
    const journal = keepJournal(product.discord, cast);
    const startedAt = Date.now();
    const isOver = () => Date.now() - startedAt > windowMs;
    const troubles = startTroubles(product, journal, random.fork("troubles"), {
      isOver,
      gaps,
      paceMs: Math.max(1200, Math.min(4000, windowMs / 40)),
    });
    const lives = [
      ...cast.users.map((user) => {
        const own = random.fork(user.person.user.username);
        const plan = planUser(own, own.whole(MESSAGES_BY_USER.from, MESSAGES_BY_USER.to), windowMs * 0.95);
        return liveAsUser(user, plan, own, { journal, startedAt, isOver });
      }),
      ...cast.staff.map((person) => {
        const acts = (ACTS_OF_STAFF_BY_USER * users) / cast.staff.length;
        return workAsStaff(person, random.fork(person.user.username), { journal, acts, windowMs, isOver });
      }),
    ];
    const progress = setInterval(() => {
      const { said } = journal;
      const troubled = [...troubles.counts.values()].reduce((sum, count) => sum + count, 0);
      say(`${said.length} messages said, ${openChannels(journal).length} channels open, ${troubled} troubles`);
    }, PROGRESS_MS);
    // Every minute in truth; what a stopped or failing Worker misses comes with the next.
    const schedule = setInterval(() => void product.runSchedule(), SCHEDULE_MS);
    await Promise.all([...lives, troubles.ended]).finally(() => {
      clearInterval(progress);
      clearInterval(schedule);
    });

    say("everything heals");
    await sleep(100);
    const rest = await heal(product, cast, random.fork("heal"), { silences: troubles.silences(), say });
    journal.stop();
    const faults = new Map<FaultName, string[]>(FAULTS.map((name) => [name, []]));
    const report: Report = (name, detail) => {
      faults.get(name)?.push(detail);
    };
    const evidence = await gatherEvidence(product, cast, journal);
    const endings = judgeSaid(evidence, report);
    judgeOrder(evidence, report);
    judgeThreads(evidence, report);
    for (let n = 0; n < evidence.deadLetters; n++) report("dead letters", "/health of the relay names the reason");
    for (let n = 0; n < evidence.deaths; n++) report("unexpected ends of the relay", "its log says why");
    const { discord, relay, network } = product;
    const unexpected = product
      .workerLog()
      .filter(({ problem, warning }) => problem !== undefined && warning === undefined);
    return {
      faults,
      endings,
      evidence,
      rest,
      happened: {
        messages: journal.said.length,
        "thread channels": journal.channels.size,
        ...Object.fromEntries(troubles.counts),
        "gateway sessions begun": relay.counts.sessions,
        "gaps between sessions": relay.gaps.length,
        "gateway sessions resumed": relay.counts.resumes,
        deliveries: network.counts.deliveries,
        "deliveries lost": network.counts.lost,
        "answers lost": network.counts.answersLost,
        "deliveries repeated": network.counts.repeated,
        "requests to Discord": discord.requests.length,
        "of these answered 429": discord.requests.filter(({ status }) => status === 429).length,
        ...limited(discord.requests),
        "requests that count for a ban (10,000)": discord.invalidRequests(),
        "failures in the log of the Worker": unexpected.length,
      },
      complaints: [
        ...unexpected.map(
          ({ door, name, outcome, problem }) => `Worker: ${door ?? ""} ${name ?? ""} ${outcome ?? ""} ${problem}`,
        ),
        ...relay.complaints.map((line) => `relay: ${line}`),
      ],
    };
  } finally {
    await product.close();
  }
}

/** The three calls that met rate limits most often. */
function limited(requests: readonly RecordedRequest[]): Record<string, number> {
  const calls = new Map<string, number>();
  for (const { method, route, status } of requests) {
    if (status === 429) calls.set(`  ${method} ${route}`, (calls.get(`  ${method} ${route}`) ?? 0) + 1);
  }
  return Object.fromEntries([...calls].sort(([, a], [, b]) => b - a).slice(0, 3));
}
