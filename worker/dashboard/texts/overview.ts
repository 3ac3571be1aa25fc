// The overview of a server: who waits, and how fast staff answer and settle threads.

const threads = (count: number) => `${count} ${count === 1 ? "thread" : "threads"}`;

export const overview = {
  tab: "Overview",
  title: "Overview",

  now: {
    title: "Now",
    open: "Open threads",
    unclaimed: "of them unclaimed",
    waiting: "Users who wait for an answer",
  },

  longest: {
    title: "Waiting longest",
    none: "Nobody waits: in every open thread, staff wrote last.",
    thread: "Thread",
    user: "User",
    since: "Waits",
    claimedBy: "Claimed by",
    nobody: "nobody",
    more: (count: number) => `${threads(count)} more wait.`,
  },

  span: {
    title: "How fast staff answer",
    label: "Span of time",
    days: (days: number) => `${days} days`,
    none: (days: number) => `No thread was opened or closed in the last ${days} days.`,
    cut: (limit: number) =>
      `This is about the latest ${limit.toLocaleString("en")} threads that were opened and the latest ${limit.toLocaleString("en")} that were closed: there were more than that.`,
  },

  total: {
    opened: "Opened",
    closed: "Closed",
    firstReply: "First answer",
    resolution: "From opening to closing",
    median: "median",
    p90: (time: string) => `nine of ten within ${time}`,
    none: "none yet",
  },

  chart: {
    firstReply: {
      title: "Time until the first answer",
      about: "by the day on which the thread was opened",
    },
    resolution: {
      title: "Time from opening to closing",
      about: "by the day on which the thread was closed",
    },
    describe: (days: number, about: string) =>
      `Medians and 90th percentiles of the last ${days} days, ${about}, in UTC, on a logarithmic scale. The table below has the same figures.`,
    nothing: "There is nothing to draw yet.",
    legend: { median: "median: half took no longer", p90: "nine of ten took no longer" },
    table: "The same figures as a table",
  },

  table: {
    day: "Day (UTC)",
    threads: "Threads",
    median: "Median",
    p90: "90 %",
    empty: "–",
  },

  staff: {
    title: "By staff member",
    none: "Nobody of staff has answered or closed a thread in this span.",
    who: "Who",
    firstAnswers: "First answers",
    closed: "Closed",
    median: "Median",
    p90: "90 %",
    somebody: (id: string) => `User ${id}`,
    about: "First answers count for who gave the first reply to a thread, whoever went on with it.",
  },
} as const;
