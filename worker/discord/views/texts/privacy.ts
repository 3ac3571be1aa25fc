// What people read about what is kept of them, and what they get when they want it or want it gone.

import { date, list } from "./formats.ts";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export const privacy = {
  title: "What is kept about you",
  lead: "The staff of these servers keep what you wrote to them and what they answered, with the files. Nobody else sees it.",
  nothing: "No server's staff keep anything that you wrote to them.",
  server: (threads: number, open: number, messages: number, files: number) =>
    list([
      `${count(threads, "thread", "threads")}${open > 0 ? ` (${open} open)` : ""}`,
      count(messages, "message", "messages"),
      ...(files > 0 ? [count(files, "file", "files")] : []),
    ]),
  since: (at: number) => `the first from ${date(at)}`,
  keptForGood: "kept until somebody deletes it",
  keptFor: (days: number) => `deleted ${count(days, "day", "days")} after a thread closes`,
  otherServers: (number: number) => `… and ${count(number, "other server", "other servers")}.`,
  undecided: (number: number) => `${count(number, "message", "messages")} that wait until you choose a server.`,
  also: "Also",
  alsoKept:
    "The name, picture, roles and join date that you had when a thread was opened. Which direct messages are ours, and in which servers you were last seen. What staff note about you among themselves: that is theirs and isn't in the file, but it is erased with the rest.",
  page: (url: string) => `More about it: ${url}`,
  sendData: "Send me my data",
  erase: "Erase my data",

  data: (url: string) =>
    `Your data is in the file. For an hour you can also get it here, and so can anybody who has this address:\n${url}`,
  dataTooLarge: (url: string) =>
    `Your data is too large for a message. For an hour you can get it here, and so can anybody who has this address:\n${url}`,

  confirmTitle: "Erase everything?",
  confirm: (threads: number, open: number) =>
    `${threads === 0 ? "Everything" : `${count(threads, "thread", "threads")} with all messages and files, and everything else`} that is kept about you goes, in all servers. ${open > 0 ? `${open === 1 ? "Your open thread is" : `Your ${open} open threads are`} closed first. ` : ""}Staff are told that it is gone because you wanted it. This can't be taken back.`,
  confirmYes: "Erase everything",
  confirmNo: "Keep it",
  goesOn:
    "Your data is being erased. It takes a few minutes longer than I can show it here: I'll send you the receipt when it is done.",

  erasedTitle: "Your data is erased",
  erasedIn: (server: string) => `The staff of **${server}** erased your data`,
  went: "What went",
  stays: "What stays, and why",
  wentThreads: (threads: number, messages: number, files: number) =>
    `- ${count(threads, "thread", "threads")} with ${count(messages, "message", "messages")} and ${count(files, "file", "files")}, and their transcripts`,
  wentLogs: (entries: number) => `- ${count(entries, "entry", "entries")} in logs channels, transcripts among them`,
  wentNotes: (notes: number) => `- ${count(notes, "note", "notes")} that staff kept about you`,
  wentRest: "- in which servers you were seen, which direct messages are ours, and your sign-ins to the dashboard",
  wentRestHere: "- that you were seen in this server",
  staysRows: "- The number and the times of each thread, without you: they keep the servers' counting right.",
  staysLogs: (entries: number) =>
    `- ${count(entries, "entry", "entries")} in logs channels that Discord didn't let me delete: ask the staff of the server.`,
  staysDiscord:
    "- Discord's copies: what stands in our direct messages, which you can delete there, and what staff copied elsewhere.",
  staysRelay:
    "- A message that could never be delivered, should there be one: whoever runs this bot finds and deletes it.",

  erasedThread: (number: number) => `Thread #${number} is erased: its user wanted their data deleted.`,
} as const;
