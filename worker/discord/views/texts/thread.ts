// What staff read in a thread's channel.

import { date, mentionUser } from "./formats.ts";

export const header = {
  title: (number: number, name: string) => `Thread #${number} with ${name}`,
  user: "User",
  id: "User id",
  created: "Account created",
  joined: "Joined",
  roles: "Roles",
  noRoles: "none",
  unknown: "unknown",
  earlier: "Earlier threads",
  claimed: "Claimed by",
  unclaimed: "nobody yet",
  howReplyCommand: (prefix: string) =>
    `Answer with ${prefix}r or /reply or the Reply button. Everything else you type here stays among staff. ${prefix}help lists the commands.`,
  howTyping: (prefix: string) =>
    `What you type here goes to the user. Start with // to stay among staff. ${prefix}help lists the commands.`,
  howNoContent:
    "Typing isn't available here: the bot lacks the Message Content intent. Answer with /reply, the Reply button, or a mention: @bot r and your text. @bot help lists the commands.",
  claim: "Claim",
  unclaim: "Unclaim",
  reply: "Reply",
  close: "Close Thread",
} as const;

export const copies = {
  replyTitle: (user: string) => `Reply to ${user}`,
  anonymousReplyTitle: (user: string) => `Anonymous reply to ${user}`,
  delivered: "✅ Delivered",
  deliveredAnonymously: "✅ Delivered in the server's name: the user doesn't see who wrote it",
  longer: "in several messages; here is the first.",
  staffOf: (server: string) => `Staff of ${server}`,
  late: "Delivered late",
  sentAt: (ms: number) => `Sent ${date(ms)}`,
  replyWaits: "Discord didn't take this reply just now. It is kept and will be tried again within a minute.",
} as const;

export const claim = {
  claimed: (by: string) => `${mentionUser(by)} claimed this thread.`,
  unclaimed: (by: string) => `${mentionUser(by)} no longer claims this thread: anyone of staff may answer.`,
  takenOver: (by: string, from: string) => `${mentionUser(by)} took this thread over from ${mentionUser(from)}.`,
  alreadyYours: "You have claimed this thread already.",
  takeOver: "Take over",
} as const;

export const close = {
  title: (name: string) => `Close the thread with ${name}`,
  reason: "Reason (optional)",
  reasonHint: "The user is told the reason, and it is kept with the transcript.",
  closing: (by: string) =>
    `${mentionUser(by)} closed this thread. The transcript is kept; this channel goes away in a moment.`,
  stuck: (problem: string) => `The transcript is kept, but this channel couldn't be deleted: ${problem}`,
} as const;

export const reply = {
  title: (name: string) => `Reply to ${name}`,
  text: "Your reply",
  hint: (server: string) => `Goes to the user as a direct message from the staff of ${server}.`,
  files: "Files (optional)",
  filesHint: "Sent with your reply, up to ten.",
  menu: "Reply with this",
} as const;

export const note = {
  title: "Note",
  stays: "Only staff see this. It is kept for the transcript.",
  longer: "This is its beginning.",
} as const;

export const staff = {
  notSent: (why: string) => `Nothing was sent. ${why}`,
  notLogged: (why: string) => `I couldn't write to the logs channel: ${why}`,
  notShown: (user: string, why: string) => `A message of ${mentionUser(user)} couldn't be shown here. ${why}`,
  unreadableTalk:
    "I can't read what is typed here, because this bot lacks the Message Content intent: it stays among staff, and isn't in the transcript. To answer the user, take `/reply`, the **Reply** button in the header, **Reply with this** in a message's menu, or a mention of me: @bot `r` and your text.",
  unreadable:
    "I can't read what is typed here, because this bot lacks the Message Content intent, so nothing was sent. Open that message's menu → **Apps** → **Reply with this**, or answer with `/reply`, the **Reply** button in the header, or a mention of me: @bot `r` and your text.",
  userId: (name: string, id: string) => `${name}'s user id: \`${id}\``,
  cannotOpen: (user: string, why: string) =>
    `I couldn't open a thread for ${mentionUser(user)}: ${why} The user's message is kept and will be delivered once this is fixed. \`/modmail status\` shows what is missing.`,
} as const;
