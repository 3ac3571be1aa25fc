// What staff and admins read of snippets.

import { ago, list, mentionUser } from "./formats.ts";

export const snippets = {
  added: (name: string) => `Snippet \`${name}\` is saved. Staff send it with \`/snippet send\`.`,
  edited: (name: string) => `Snippet \`${name}\` is changed.`,
  removed: (name: string) => `Snippet \`${name}\` is removed.`,
  title: (total: number) => `Snippets (${total})`,
  none: "This server has no snippets yet. Admins make them with `/snippet add`.",
  line: (name: string, text: string) => `\`${name}\` ${text}`,
  onlyFiles: (count: number) => `(${count} ${count === 1 ? "file" : "files"}, no text)`,
  earlier: "Earlier snippets",
  more: "More snippets",
  files: "Files",
  changes: "Changes",
  made: (by: string, at: number) => `made by ${mentionUser(by)} ${ago(at)}`,
  changed: (by: string, at: number) => `changed by ${mentionUser(by)} ${ago(at)}`,
  wasRemoved: (by: string, at: number) => `removed by ${mentionUser(by)} ${ago(at)}`,
  before: "Before the last change",
  yourText: "What you wrote, to copy",
  form: {
    add: (name: string) => `New snippet ${name}`,
    edit: (name: string) => `Change snippet ${name}`,
    text: "Text",
    textHint: "Variables: {{user}} {{staff}} {{server}}, and {{1}} {{2}} {{args}} for words behind the name",
    files: "Files (optional)",
    addFilesHint: "Sent with the text",
    editFilesHint: "In place of the present ones; none leaves those as they are",
  },
  badName: "A snippet's name has 1 to 32 characters: letters a to z, digits, `-` and `_`.",
  unknown: (name: string) => `There is no snippet \`${name}\` in this server. \`/snippet list\` shows what there is.`,
  exists: (name: string) => `There is a snippet \`${name}\` already. Change it with \`/snippet edit\`.`,
  conflict: (name: string) =>
    `Someone else changed snippet \`${name}\` in the meantime, so nothing was saved. Look at it and try again.`,
  full: (limit: number) => `This server has ${limit} snippets, which is as many as there may be. Remove some first.`,
  wordsMissing: (name: string, needed: number) =>
    `Snippet \`${name}\` has places for ${needed === 1 ? "a word" : `${needed} words`} behind its name. Write ${needed === 1 ? "it" : "them"}, too.`,
  filesTooLarge: "These files don't fit one message: at most 5 of them, each up to 10 MiB, together up to 24 MiB.",
  unknownVariable: (variable: string, known: readonly string[]) =>
    `\`${variable}\` isn't a variable, so it would be sent as it stands. Nothing was saved. There are ${list(known.map((name) => `\`{{${name}}}\``))}.`,
} as const;
