// The pages of snippets: texts that staff send by name.

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export const snippets = {
  tab: "Snippets",
  title: "Snippets",
  lead: "Texts that staff send by name: /snippet send in a thread, or !!name where they type.",
  none: "There are no snippets yet.",
  noneForStaff: "There are no snippets yet. Admins make them.",
  noneFound: (part: string) => `No snippet has “${part}” in its name.`,
  search: { label: "Part of a name", show: "Search", clear: "Show all" },
  add: "Add a snippet",
  files: (names: readonly string[]) => `${count(names.length, "file", "files")}: ${names.join(", ")}`,
  onlyFiles: "No text",
  earlier: "Earlier names",
  more: "More names",

  form: {
    add: "New snippet",
    edit: (name: string) => `Change ${name}`,
    name: "Name",
    nameHint: "1 to 32 characters: letters a to z, digits, - and _.",
    text: "Text",
    textHint:
      "Up to 2,000 characters. {{user}}, {{staff}} and {{server}} become names; {{1}}, {{2}} … a word each of those behind the snippet's name, {{args}} all of them.",
    files: "Files",
    otherFiles: "Other files in place of those that it has",
    filesHint: (files: number, megabytes: number) =>
      `Up to ${files}, ${megabytes} MiB together. When something has to be corrected, choose them again.`,
    takeOff: "Take the files off",
    save: "Save",
    cancel: "Cancel",
    notSaved: "Nothing was saved",
    meanwhile: "It now says what follows. What you wrote is still in the form: saving it replaces this.",
  },

  done: {
    added: "The snippet is saved.",
    edited: "The snippet is changed.",
    removed: "The snippet is removed. Its earlier texts stay below, to be brought back.",
    restored: "The earlier text is back.",
  },

  one: {
    gone: "This snippet was removed.",
    text: "Text",
    edit: "Change",
    remove: "Remove…",
    back: "All snippets",
  },
  removing: {
    title: (name: string) => `Remove ${name}?`,
    text: "Staff can't send it any more. Who changed what stays known, and its text can be brought back from there.",
    yes: "Remove it",
    no: "Keep it",
  },
  history: {
    title: "Changes",
    made: "made it",
    changed: "changed it",
    removed: "removed it",
    from: "From",
    to: "To",
    empty: "no text",
    restore: "Bring this text back",
    notRestored: "The text wasn't brought back",
  },
} as const;
