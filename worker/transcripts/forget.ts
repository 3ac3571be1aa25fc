// Deleting from R2. What is gone already is no failure, so that a run that was cut off may repeat.

import type { R2Bucket } from "@cloudflare/workers-types";

/** As many keys as R2 lists and deletes in one call. */
const MOST_KEYS = 1000;

/** Everything whose key begins with one of these. `atOnce`: how many are looked for side by side. */
export async function forgetAll(bucket: R2Bucket, prefixes: readonly string[], atOnce: number): Promise<void> {
  const queue = prefixes.values();
  const work = async () => {
    for (const prefix of queue) await forget(bucket, prefix);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, prefixes.length) }, work));
}

async function forget(bucket: R2Bucket, prefix: string): Promise<void> {
  for (;;) {
    const { objects, truncated } = await bucket.list({ prefix, limit: MOST_KEYS });
    if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
    if (!truncated) return;
  }
}
