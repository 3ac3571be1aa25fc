// What stands in place of what can't be shown on the other side as it was sent, for users and staff alike.

import { ago, date } from "./formats.ts";

export const extras = {
  sticker: (name: string) => `Sticker: ${name}`,
  undrawnSticker: (name: string) => `*Sticker: ${name}* (a moving one, of which Discord has no picture to show here)`,
  poll: (question: string) => `**Poll: ${question}**`,
  pollRules: (several: boolean, endsAt: number | null) =>
    [
      several ? "Several answers may be chosen." : "One answer may be chosen.",
      ...(endsAt === null ? [] : [`It ends ${ago(endsAt)} (${date(endsAt)}).`]),
    ].join(" "),
  voice: (seconds: number) => `*Voice message, ${clock(seconds)}*`,
  forwarded: "Forwarded message",
} as const;

export const files = {
  tooLarge: "Too large for Discord, so I keep it for you here:",
  forDays: (days: number) => `Whoever has such a link can open it, for ${days} days.`,
  signedIn: "Staff open these links by signing in to the dashboard.",
  lost: "Discord had lost this before I could keep it:",
} as const;

/** On the page that a link leads to when it has no file to show. */
export const download = {
  expired: {
    title: "This link has ended",
    text: "Links to files work for a limited time only. If you got it from a server's staff, write to them in your direct messages with the bot and ask them to send the file again.",
  },
  notFound: {
    title: "There is no such file",
    text: "Either this link isn't complete (copy all of it and try again), or the file has been deleted since.",
  },
  failed: {
    title: "That didn't work",
    text: "Something went wrong on our side and was noted. Please try again in a minute.",
  },
} as const;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
