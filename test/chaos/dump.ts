// What a failed run leaves behind: everything the verdict rests on, as one JSON file.

import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { ChaosResult } from "./run.ts";

/** Resolves to where it stands. */
export async function dump(seed: number, { evidence, faults, happened, complaints }: ChaosResult): Promise<string> {
  const { journal, threads, messages, inThreads, inDms, settled, gaps } = evidence;
  const path = fileURLToPath(new URL(`../../.modmail/chaos/seed-${seed}.json`, import.meta.url));
  const channels = [...journal.channels.values()].map((channel) => ({
    ...channel,
    messages: [...channel.messages.values()].map(({ id, author, content, embeds, reactions }) => ({
      id,
      author: author.username,
      text: content || embeds[0]?.description || embeds[0]?.title,
      marks: reactions?.length ?? 0,
    })),
  }));
  const found = {
    faults: Object.fromEntries(faults),
    happened,
    gaps,
    said: journal.said,
    threads,
    messages,
    channels,
    inThreads: Object.fromEntries(inThreads),
    inDms: Object.fromEntries(inDms),
    settled: Object.fromEntries(settled),
    complaints,
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(found, null, 1));
  return path;
}
