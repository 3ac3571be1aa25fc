// What admins read when they configure Modmail.

import type { PermissionName } from "../../../domain/permissions.ts";
import { list, mentionChannel, permissions, permissionsInChannel } from "./formats.ts";

export const setup = {
  title: (server: string) => `Modmail in ${server}`,
  enabled: "Enabled",
  field: {
    "staff-role": "Staff role",
    "admin-role": "Admin role",
    category: "Parent category",
    "logs-channel": "Logs channel",
  },
  replyCommand: "Reply command",
  replyCommandOn: (prefix: string) => `on: \`${prefix}r\` and \`${prefix}reply\` go to the user`,
  replyCommandOff: "off: what staff type goes to the user, `//` keeps it among staff",
  prefix: "Prefix",
  anonymousReplies: "Anonymous replies",
  anonymous: {
    off: "off: users see who answers",
    default: "default: hidden, unless a reply asks otherwise",
    forced: "forced: always hidden",
  },
  mirrorTyping: "Mirror typing",
  usersMayClose: "Users may close",
  retention: "Keep threads",
  retentionDays: (days: number | null) =>
    days === null ? "for good" : `${days} ${days === 1 ? "day" : "days"} after closing`,
  greeting: "Greeting",
  closing: "Closing text",
  ownText: "the bot's own text",
  yes: "yes",
  no: "no",
  none: "none",
  notChosen: "not chosen yet",
  deleted: "deleted",
  placeholder: {
    "staff-role": "Staff role: sees and answers threads",
    "admin-role": "Admin role: full access to all threads (optional)",
    category: "Parent category: where threads get their channels",
    "logs-channel": "Logs channel: opened and closed threads, transcripts (optional)",
  },
  enable: "Enable",
  disable: "Disable",
  replyCommandTurnOn: "Reply command on",
  replyCommandTurnOff: "Reply command off",
  create: "Create what's missing",
  checkAgain: "Check again",

  works: "✅ Modmail is on and works.",
  broken: "⚠️ Modmail is on, but it can't work until this is fixed:",
  ready: "✅ Everything is in place. Press **Enable** (or use `/modmail setup enabled:True`) to switch Modmail on.",
  notReady: "Modmail is off. Before it can be switched on:",
  goodToKnow: "Good to know:",
  saved: "✅ Saved.",
  nothingChanged: "❌ **Nothing was changed:**",
  nothingMade: "❌ **Nothing was made:**",
  nothingMissing: "Nothing is missing: category and logs channel are there.",
  made: (channels: readonly string[]) => `✅ Made and chosen: ${list(channels.map(mentionChannel))}.`,
  alreadyThere: "✅ Chosen: what I had made before.",
  madeTrouble: (why: string) => `❌ Then Discord refused: ${why} What is made stays; try again when that is fixed.`,
  threads: (open: number, waiting: number) =>
    `Open threads: **${open}**${waiting > 0 ? `, of which **${waiting}** can't take messages until the trouble is fixed` : ""}.`,

  problem: {
    noStaffRole: "No **staff role** is chosen: the role whose members see and answer threads.",
    noCategory: "No **parent category** is chosen. Choose one, or press **Create what's missing**.",
    roleGone: (field: string) => `The **${field}** isn't a role of this server (any more). Choose another.`,
    channelGone: (field: string) => `The **${field}** isn't in this server (any more). Choose another.`,
    everyone: (field: string) =>
      `@everyone can't be the **${field}**: everybody could read the threads. Choose a role that only the right people have.`,
    notACategory: (channel: string) => `${mentionChannel(channel)} isn't a category. Choose a category.`,
    notATextChannel: (channel: string) =>
      `${mentionChannel(channel)} isn't a text or announcement channel. Choose one of these.`,
    hidden: (field: string, channel: string, role: string) =>
      `I can't see ${mentionChannel(channel)}, the **${field}**. Where: its **settings → Permissions** → add ${role} → allow **View Channel**.`,
    serverLacks: (names: readonly PermissionName[], role: string) =>
      `I lack ${permissions(names)} in this server. Where: **Server Settings → Roles** → ${role} → **Permissions**.`,
    categoryLacks: (channel: string, names: readonly PermissionName[], role: string) =>
      `I lack ${permissionsInChannel(names)} in the category ${mentionChannel(channel)}. Where: **Edit Category → Permissions** → ${role} → allow it.`,
    logsLack: (channel: string, names: readonly PermissionName[], role: string) =>
      `I lack ${permissionsInChannel(names)} in the logs channel ${mentionChannel(channel)}. Where: **Edit Channel → Permissions** → ${role} → allow it.`,
    categoryFull: (channel: string) =>
      `The category ${mentionChannel(channel)} is full: Discord allows 50 channels in one. Close threads, move channels out of it, or choose another category.`,
    guildFull: "This server has 500 channels, as many as Discord allows. Delete some.",
    botRole: (name: string | null) => (name === null ? "my role" : `the role **${name}**`),
  },

  advice: {
    staffRoleNotPinged:
      "New threads don't ping the staff role. To change that: **Server Settings → Roles** → the staff role → **Allow anyone to @mention this role**, or allow my role **Mention Everyone**.",
    noContentReplyCommand:
      "Typed commands must begin with a mention of me: this bot lacks the Message Content intent, so I can't read what else is typed in threads. Staff answer with `/reply`, the **Reply** button, **Reply with this** in a message's menu, or @bot `r` and the text. The bot's owner can switch the intent on in Discord's developer portal (**Bot → Message Content Intent**).",
    noContentTyping:
      "Typing into a thread doesn't reach the user: this bot lacks the Message Content intent, so I can't read what is typed. Staff answer with `/reply`, the **Reply** button, **Reply with this** in a message's menu, or @bot `r` and the text. The bot's owner can switch the intent on in Discord's developer portal (**Bot → Message Content Intent**).",
    relayNeverSeen:
      "My gateway relay has never reported, so direct messages don't reach me yet. The bot's owner should check that it runs and can reach me.",
    logsPublic: (channel: string) =>
      `Everybody can see ${mentionChannel(channel)}, and so every transcript. Hide it: **Edit Channel → Permissions** → @everyone → deny **View Channel**.`,
    noLogsChannel: "Without a logs channel, transcripts are kept but posted nowhere.",
  },
} as const;
