// What stands in a server's other channels: the logs and the panel.

import { date, mentionChannel, mentionUser } from "./formats.ts";

export const logs = {
  opened: (number: number) => `Thread #${number} opened`,
  closed: (number: number) => `Thread #${number} closed`,
  user: "User",
  by: "Opened by",
  openedAt: "Opened",
  openedBy: (at: number, user: string) => `${date(at)} by ${mentionUser(user)}`,
  channel: "Channel",
  closedBy: "Closed by",
  nobody: "channel deleted by hand",
  unreached: (since: number) => `nobody: no message could be shown here since ${date(since)}`,
  theUser: (id: string) => `${mentionUser(id)}, the user`,
  claimedBy: "Claimed by",
  reason: "Reason",
  none: "none",
  messages: "Messages",
  counts: (user: number, reply: number, note: number) =>
    `${user} from the user, ${reply} from staff, ${note} among staff`,
  duration: "Duration",
  transcript: "Transcript",
  confidential: "Admins have made this thread theirs alone: they read it on the dashboard.",
} as const;

export const panel = {
  title: (server: string) => `Write to the staff of ${server}`,
  text: "Need help, or want to report something? Press the button: a private conversation with the staff opens in your direct messages.",
  button: "Open a thread",
  posted: (channel: string) => `The panel stands in ${mentionChannel(channel)}.`,
} as const;
