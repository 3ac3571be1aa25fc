// How often a bot may identify: one at a time every five seconds a bucket, a thousand a day. Connection limits: connection.ts.

const CONCURRENCY_WINDOW = 5_000;
const DAY = 86_400_000;
const MAX_CONCURRENCY = 1;

export interface SessionStartLimit {
  total: number;
  remaining: number;
  /** Milliseconds until `remaining` is `total` again. */
  reset_after: number;
  max_concurrency: number;
}

export interface IdentifyLimits {
  /** Counts one attempt; `too-fast` is op 9, `exhausted` costs the bot its sessions. */
  take(shardId: number): "ok" | "too-fast" | "exhausted";
  /** For `GET /gateway/bot`. */
  describe(): SessionStartLimit;
}

export function createIdentifyLimits(now: () => number, enforced: boolean, perDay: number): IdentifyLimits {
  const last = new Map<number, number>();
  let used = 0;
  let dayBegan = now();
  const roll = () => {
    if (now() - dayBegan < DAY) return;
    dayBegan = now();
    used = 0;
  };
  return {
    take(shardId) {
      roll();
      const key = shardId % MAX_CONCURRENCY;
      const before = last.get(key);
      if (enforced && before !== undefined && now() - before < CONCURRENCY_WINDOW) return "too-fast";
      if (enforced && used >= perDay) return "exhausted";
      last.set(key, now());
      used += 1;
      return "ok";
    },
    describe() {
      roll();
      return {
        total: perDay,
        remaining: Math.max(0, perDay - used),
        reset_after: DAY - (now() - dayBegan),
        max_concurrency: MAX_CONCURRENCY,
      };
    },
  };
}
