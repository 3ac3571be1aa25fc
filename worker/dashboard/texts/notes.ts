// The pages of notes on users: what staff keep about somebody beyond one thread.

const count = (number: number) => `${number} ${number === 1 ? "note" : "notes"}`;

export const notes = {
  tab: "Notes",
  title: "Notes on users",
  lead: "What staff keep about somebody beyond one thread. They see it in the header of each later thread with that user; the user never does.",
  none: "There are no notes on anybody yet.",
  noneFound: (text: string) =>
    `Nobody with notes has a name that begins with “${text}”. With a user id you can note something about anybody.`,
  search: {
    label: "User",
    hint: "The beginning of a name, or a user id",
    show: "Search",
    clear: "Show all",
  },
  count,
  latest: "the latest",
  earlier: "Later noted",
  more: "Earlier noted",
  user: (id: string) => `User ${id}`,

  one: {
    title: (name: string) => `Notes on ${name}`,
    none: "There are no notes on this user yet.",
    back: "All notes",
    remove: "Remove…",
    removeYes: "Remove this note for good",
    earlier: "Later notes",
    more: "Earlier notes",
  },
  form: {
    title: "Add a note",
    label: "Note",
    hint: "Up to 1,000 characters. Only this server's staff see it.",
    save: "Add",
    notSaved: "Nothing was noted",
    notRemoved: "Nothing was removed",
  },
  done: {
    added: "Noted. Staff see it in each later thread with this user.",
    removed: "The note is removed. Headers and transcripts of threads that showed it stay as they are.",
  },
} as const;
