// Which of a server's threads somebody wants to see. Pure.

export interface ThreadFilter {
  /** `unclaimed`: open, and nobody has claimed it. null: whatever its state. */
  state: "open" | "unclaimed" | "closed" | null;
  claimedBy: string | null;
  /** An id, or the beginning of a username or display name in any case. */
  user: { id: string } | { name: string } | null;
  /** When it was opened: from, and before. Milliseconds since 1970. */
  from: number | null;
  before: number | null;
  /** Confidential ones, too. */
  confidential: boolean;
}
