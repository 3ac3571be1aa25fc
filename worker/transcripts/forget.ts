// Deleting from R2. What is gone already is no failure, so that a run that was cut off may repeat.

import type { R2Bucket } from "@cloudflare/workers-types";

/** Everything whose key begins with one of these, at most 1000 of each (R2 lists no more). `atOnce`: side by side. */
export async function forgetAll(bucket: R2Bucket, prefixes: readonly string[], atOnce: number): Promise<void> {
  const queue = prefixes.values();
  const work = async () => {
    for (const prefix of queue) {
      const { objects } = await bucket.list({ prefix });
      if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, prefixes.length) }, work));
}
