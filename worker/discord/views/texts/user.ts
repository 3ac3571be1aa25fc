// What users read in their direct messages.

import { date } from "./formats.ts";

export const user = {
  noServer:
    "No server that we share uses Modmail yet, so there is nobody I could pass your message to. If you expected one, ask its staff to switch Modmail on.",
  opened: (server: string) =>
    `Your message is with the staff of **${server}**. They see what you write here and keep it. I'll bring you their answer; a check mark means that a message arrived.`,
  /** Below a server's own greeting. */
  kept: (server: string) =>
    `-# You are talking to the staff of **${server}**. They see what you write here and keep it. A check mark means that a message arrived.`,
  switchServer: "Switch server",
  close: "Close thread",
  invited: (server: string) =>
    `You now have a thread with the staff of **${server}**. Write here: they see what you write and keep it. A check mark means that a message arrived.`,
  contacted: (server: string) =>
    `The staff of **${server}** want to talk with you. Write here to answer: they see what you write and keep it. A check mark means that a message arrived.`,
  waits: (server: string) =>
    `I couldn't reach the staff of **${server}** just now: their Modmail needs attention and they have been told. What you write is kept and will be delivered as soon as it works again.`,
  closed: (server: string) => `Your thread with the staff of **${server}** is closed.`,
  writeAgain: "Write here again whenever you need them: that opens a new one.",
  goesTo: (server: string) => `What you write here now goes to the staff of **${server}**.`,
  notDelivered: (server: string, why: string, text: string) =>
    `The staff of **${server}** didn't get this message of yours: ${why} Please write it in other words or send it in parts.\n>>> ${text}`,
  onlyFiles: "*(only files)*",
  unreached: (server: string, since: number) =>
    `I couldn't reach the staff of **${server}** since ${date(since)}, so your thread with them is closed. What you wrote since then hasn't reached them.`,
  reason: "Reason",
  whichServer: "Which server is your message for? I'll pass on what you wrote as soon as you choose.",
  chooseServer: "Choose a server",
  whichToSwitch: "To which server do you want to write? What you write next goes there.",
  here: "You are talking to its staff",
  openThere: "You have an open thread there",
  onlyServer: (server: string) =>
    `You are talking to the staff of **${server}**. There is no other server that we share and that uses Modmail.`,
  askToClose: (server: string) =>
    `Do you want to close your thread with the staff of **${server}**? They keep what was said; what they haven't got yet isn't passed on any more. You can write here again whenever you need them.`,
  closeIt: "Close it",
  keepIt: "Keep it open",
  keptOpen: "Your thread stays open.",
  youClosed: (server: string) => `You closed your thread with the staff of **${server}**.`,
  earlier: "Earlier servers",
  more: "More servers",
  chose: (server: string) => `You chose **${server}**.`,
  talkingTo: (server: string) => `You are talking to the staff of **${server}**. What you write here goes to them.`,
  dmClosed:
    "I can't write to you. Allow direct messages from this server's members in its privacy settings, then try again.",
  whichServerToOpen: "Which server do you want to write to?",
  alreadyOpen: (server: string) =>
    `You already have a thread with the staff of **${server}**. Write to me in our direct messages.`,
  openedElsewhere: (server: string) =>
    `Your thread with the staff of **${server}** is open. Write to me in our direct messages.`,
} as const;
