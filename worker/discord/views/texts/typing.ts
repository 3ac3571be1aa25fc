// What staff read about typing in a thread's channel: the list of commands, and what wasn't one.

import { mentionUser } from "./formats.ts";

export const typing = {
  begin: (prefix: string, bot: string | null) =>
    `Begin with \`${prefix}\`${bot === null ? "" : ` or ${mentionUser(bot)}`}, then:`,
  beginMention: (bot: string) =>
    `I lack the Message Content intent, so I can read here only what begins with a mention of me. Begin with ${mentionUser(bot)}, then:`,
  onlyCommands: "I lack the Message Content intent, so I can't read what is typed here.",
  reply: {
    off: "`r text` answers the user, `ar text` without your name",
    default: "`r text` answers the user without your name, `rr text` with it",
    forced: "`r text` answers the user, always without your name",
  },
  others: [
    "`s name` sends a snippet",
    "`edit text` and `delete` change or take back your latest reply, or the one that you answer with it",
    "`note text` stays among staff and is kept for the transcript",
    "`claim`, `unclaim`, and `takeover` of what someone else claimed",
    "`close reason` closes the thread; the reason may be left out",
    "`id` shows the user's id",
  ],
  restStays: "Everything else that is typed here stays among staff.",
  restGoes: "Everything else that is typed here goes to the user, unless it begins with `//`.",
  restUnread: "Everything else that is typed here stays among staff, unread by me.",
  alsoWorks:
    "`/reply`, the **Reply** button and **Reply with this** (a message's menu → **Apps**) answer, too, as `/note` keeps a note.",

  nothingAsked: "Nothing was sent: no command follows the mention of me.",
  unknown: (word: string) => `Nothing was sent: \`${word}\` isn't one of my commands.`,
  didYouMean: (name: string) => `Did you mean \`${name}\`?`,
  spaceMissing: (name: string) => `Nothing was sent: leave a space behind \`${name}\`.`,
  help: (prefix: string) => `\`${prefix}help\` lists them.`,
  helpMention: (bot: string) => `${mentionUser(bot)} \`help\` lists them.`,
  sendAsIs: (prefix: string) => `To send it as it is, begin with \`${prefix}r\`.`,
} as const;
