// The Store port's overview of a server: what is open, who waits, and what its figures are made of.

import type { ClosedThread, OpenedThread } from "../../domain/figures.ts";
import type { Thread } from "../../domain/thread.ts";
import type { NamedStaff } from "./thread-list-store.ts";

/** An open thread whose user wrote last. */
export interface WaitingThread {
  thread: Thread;
  claimedBy: NamedStaff | null;
  /** Since when: the first that they wrote after staff's last reply, of the thread's latest 100 messages. */
  since: number;
}

export interface Overview {
  open: number;
  unclaimed: number;
  /** Open threads whose user wrote last. */
  waiting: number;
  /** Those that wait longest, the longest first. */
  longest: WaitingThread[];
  /** The latest ones first. */
  opened: OpenedThread[];
  closed: ClosedThread[];
  /** Who closed them. */
  closers: NamedStaff[];
}

export interface OverviewStore {
  /**
   * `from`: of the span that figures are asked of. At most `limit` opened and `limit` closed threads of it, the latest
   * ones; at most 10 that wait. `confidential`: whether threads that only admins may see are among those.
   */
  overview(guildId: string, from: number, limit: number, confidential: boolean): Promise<Overview>;
}
