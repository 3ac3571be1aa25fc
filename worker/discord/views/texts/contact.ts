// What staff read when they open a thread with someone.

import { mentionChannel, mentionUser } from "./formats.ts";

export const contact = {
  opened: (user: string, channel: string | null) =>
    `${mentionUser(user)} was told, and you have claimed the thread${channel === null ? "" : `: ${mentionChannel(channel)}`}.`,
  waits: (user: string, why: string) =>
    `${mentionUser(user)} was told, but the thread can't be opened yet: ${why} It opens by itself once this is fixed.`,
  later:
    "Discord is busy just now, so I may not have got through. Try again in a moment: nobody is told anything twice.",
  notHere: "This person isn't a member of this server (any more), so I can't open a thread with them.",
  aBot: "That is a bot: it can't read direct messages.",
  exists: (channel: string | null) =>
    channel === null
      ? "A thread with this user is being opened, or waits until it can be: `/modmail status` says what is missing."
      : `There is a thread with this user already: ${mentionChannel(channel)}. Nothing was sent.`,
  tooMany:
    "This server has written to many people in the last hour, and Discord locks bots out that do that. Try again later.",
  dmsTooFast: "Discord lets me open no more direct messages for a while. Try again in a few minutes.",
  form: {
    title: (name: string) => `Open a thread with ${name}`,
    text: "First message (optional)",
    hint: (server: string) => `They are told that the staff of ${server} want to talk, and then get this.`,
  },
} as const;
