// What the list of threads is asked for, read from its address. Everything in there may be made up: what makes no sense is
// left out.

import { isSnowflake } from "../../domain/message.ts";
import { readTerms, type Term } from "../../domain/search.ts";
import type { ThreadFilter } from "../../domain/thread-filter.ts";
import type { ListPlace } from "../../threads/ports.ts";
import type { GuildVisit } from "../page.ts";

export interface AskedList {
  filter: ThreadFilter;
  /** null: no words are looked for, so it is a list. Empty: there was nothing to look for in what was written. */
  terms: Term[] | null;
  place: ListPlace;
  /** Where a search goes on. */
  below: string | null;
  /** As it was written, to be shown again. */
  written: Written;
}

export type Written = Record<"words" | "state" | "claimed" | "user" | "from" | "to", string>;

const STATES = ["open", "unclaimed", "closed"] as const;
const LONGEST = { words: 300, name: 64 };
const DAY = 86_400_000;

export function readAskedList({ url, session, access }: Pick<GuildVisit, "url" | "session" | "access">): AskedList {
  const text = (name: string, most = 40) => (url.searchParams.get(name) ?? "").trim().slice(0, most);
  const written = {
    words: text("words", LONGEST.words),
    state: text("state"),
    claimed: text("claimed"),
    user: text("user", LONGEST.name),
    from: text("from"),
    to: text("to"),
  };
  const claimedBy = written.claimed === "me" ? session.id : written.claimed;
  const until = readDay(written.to);
  return {
    filter: {
      state: STATES.find((state) => state === written.state) ?? null,
      claimedBy: isSnowflake(claimedBy) ? claimedBy : null,
      user: readUser(written.user),
      from: readDay(written.from),
      before: until === null ? null : until + DAY,
      confidential: access === "admin",
    },
    terms: written.words === "" ? null : readTerms(written.words),
    place: readPlace(text("above"), "above") ?? readPlace(text("below"), "below"),
    below: /^\d{1,19}$/.test(text("below")) ? text("below") : null,
    written,
  };
}

/** "2026-11-20" as the beginning of that day in UTC. */
export function readDay(text: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function readUser(written: string): ThreadFilter["user"] {
  const user = written.replace(/^@/, "").trim();
  if (user === "") return null;
  return isSnowflake(user) ? { id: user } : { name: user };
}

function readPlace(text: string, direction: "above" | "below"): ListPlace {
  const [, openedAt, id] = /^(\d{1,15})\.([a-z0-9]{1,32})$/.exec(text) ?? [];
  if (openedAt === undefined || id === undefined) return null;
  const cursor = { openedAt: Number(openedAt), id };
  return direction === "above" ? { above: cursor } : { below: cursor };
}
