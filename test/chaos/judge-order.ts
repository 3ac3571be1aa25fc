// One sender's direct messages in a channel, and one sender's typed replies of one channel in the DM, stand in the order in
// which they were written. Commands go by another door than typed text; between the two there is no order.

import type { Evidence, Report } from "./verdict.ts";

export function judgeOrder({ journal, inThreads, inDms }: Evidence, report: Report): void {
  const last = new Map<string, bigint>();
  for (const said of journal.said) {
    if (said.kind !== "dm" && said.kind !== "typed") continue;
    for (const copy of (said.kind === "dm" ? inThreads : inDms).get(said.text) ?? []) {
      const lane = `${said.by} from ${said.channelId} in ${copy.place}`;
      const id = BigInt(copy.id);
      if (id < (last.get(lane) ?? 0n)) report("out of order", `${said.text} in ${copy.place}`);
      else last.set(lane, id);
    }
  }
}
