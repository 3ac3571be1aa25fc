// How fast staff answer and settle threads. Pure.

/** The first reply that reached a thread's user. */
export interface FirstReply {
  /** When it was sent. */
  at: number;
  by: string;
  name: string;
}
