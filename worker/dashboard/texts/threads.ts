// What people read in the list of threads and in its search.

import { plural } from "../../transcripts/page/times.ts";

export const threads = {
  title: "Threads",
  tab: "Threads",
  filter: {
    title: "Find threads",
    words: "Words that were said",
    wordsHint: 'Put words that belong together in quotes: "lost my rank".',
    state: "State",
    states: { all: "All", open: "Open", unclaimed: "Open, unclaimed", closed: "Closed" },
    claimedBy: "Claimed by",
    anybody: "Anybody",
    me: "Me",
    user: "User",
    userHint: "Their id, or how a name of theirs begins.",
    from: "Opened from",
    to: "Opened until",
    show: "Show",
    clear: "Show all",
  },
  state: { opening: "Opening", open: "Open", closing: "Closing", closed: "Closed" },
  erased: "Erased",
  erasedUser: "User whose data was erased",
  confidential: "Admins only",
  number: (number: number) => `#${number}`,
  noSubject: "The user has said nothing",
  opened: "Opened",
  closed: "Closed",
  claimedBy: (name: string) => `Claimed by ${name}`,
  unclaimed: "Claimed by nobody",
  somebody: (id: string) => `user ${id}`,
  none: {
    title: "No threads",
    yet: (server: string) => `Nobody has written to the staff of ${server} yet. Their threads will be listed here.`,
    fitting: "No thread fits. Choose less, or show all.",
  },
  newer: "Newer",
  older: "Older",
  pages: "Pages",
  found: {
    open: "In open threads",
    closed: "In closed threads",
    none: (words: string) =>
      `Nobody said ${words}. Words are found by their beginning: “capt” finds “captain”, “tain” doesn't.`,
    nothing: "There is no word to look for: write at least one letter or digit.",
    first: "To the first",
    more: "Further",
    count: (count: number) => plural(count, "thread"),
  },
  utc: "Dates are days in UTC.",
} as const;
