// Every word that people read from the bot, in one place so that it can be translated. Words only: no layout.

import type { PermissionName } from "../../domain/permissions.ts";

const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
const mentionRole = (id: string) => `<@&${id}>`;
const mentionUser = (id: string) => `<@${id}>`;
const mentionChannel = (id: string) => `<#${id}>`;
const date = (ms: number) => `<t:${Math.floor(ms / 1000)}:f>`;
const permissions = (names: readonly PermissionName[]) => list(names.map((name) => `**${name}**`));
/** In a channel's settings, Manage Roles goes by another name. */
const permissionsInChannel = (names: readonly PermissionName[]) =>
  list(names.map((name) => (name === "Manage Roles" ? "**Manage Permissions**" : `**${name}**`)));

export const texts = {
  list,
  mentionRole,
  mentionUser,
  mentionChannel,
  ago: (ms: number) => `<t:${Math.floor(ms / 1000)}:R>`,
  date,

  user: {
    noServer:
      "No server that we share uses Modmail yet, so there is nobody I could pass your message to. If you expected one, ask its staff to switch Modmail on.",
    opened: (server: string) =>
      `Your message is with the staff of **${server}**. They see what you write here and keep it. I'll bring you their answer; a check mark means that a message arrived.`,
    invited: (server: string) =>
      `You now have a thread with the staff of **${server}**. Write here: they see what you write and keep it. A check mark means that a message arrived.`,
    waits: (server: string) =>
      `I couldn't reach the staff of **${server}** just now: their Modmail needs attention and they have been told. Your message is kept and will be delivered as soon as it works again.`,
    closed: (server: string) =>
      `Your thread with the staff of **${server}** is closed. Write here again whenever you need them: that opens a new one.`,
    notDelivered:
      "Discord refused to pass on your last message, so the staff didn't get it. Please write it in other words or send it in parts.",
    reason: "Reason",
    whichServer: "Which server is your message for? I'll pass on what you wrote as soon as you choose.",
    chooseServer: "Choose a server",
    lastUsed: (days: string) => `Last used ${days}`,
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
  },

  header: {
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
    howReplyCommand: "Answer with !r or /reply or the Reply button. Everything else you type here stays among staff.",
    howTyping: "What you type here goes to the user. Start with // to stay among staff.",
    howNoContent:
      "Typing !r isn't available here: the bot lacks the Message Content intent. Answer with /reply or the Reply button.",
    claim: "Claim",
    unclaim: "Unclaim",
    reply: "Reply",
    close: "Close Thread",
  },

  copies: {
    tooLarge: "Too large to show here, kept with the thread",
    tooLargeForUser: "Too large to send here",
    replyTitle: (user: string) => `Reply to ${user}`,
    delivered: "✅ Delivered",
    staffOf: (server: string) => `Staff of ${server}`,
    late: "Delivered late",
    sentAt: (ms: number) => `Sent ${date(ms)}`,
    replyWaits: "Discord didn't take this reply just now. It is kept and will be tried again within a minute.",
  },

  logs: {
    opened: (number: number) => `Thread #${number} opened`,
    closed: (number: number) => `Thread #${number} closed`,
    user: "User",
    openedAt: "Opened",
    channel: "Channel",
    closedBy: "Closed by",
    nobody: "channel deleted by hand",
    claimedBy: "Claimed by",
    reason: "Reason",
    none: "none",
    messages: "Messages",
    counts: (user: number, reply: number, note: number) =>
      `${user} from the user, ${reply} from staff, ${note} among staff`,
    duration: "Duration",
  },

  claim: {
    claimed: (by: string) => `${mentionUser(by)} claimed this thread.`,
    unclaimed: (by: string) => `${mentionUser(by)} no longer claims this thread: anyone of staff may answer.`,
    takenOver: (by: string, from: string) => `${mentionUser(by)} took this thread over from ${mentionUser(from)}.`,
    alreadyYours: "You have claimed this thread already.",
    takeOver: "Take over",
  },

  close: {
    title: (name: string) => `Close the thread with ${name}`,
    reason: "Reason (optional)",
    reasonHint: "The user is told the reason, and it is kept with the transcript.",
    closing: (by: string) =>
      `${mentionUser(by)} closed this thread. The transcript is kept; this channel goes away in a moment.`,
    stuck: (problem: string) => `The transcript is kept, but this channel couldn't be deleted: ${problem}`,
  },

  reply: {
    title: (name: string) => `Reply to ${name}`,
    text: "Your reply",
    hint: (server: string) => `Goes to the user as a direct message from the staff of ${server}.`,
    trouble: "Sending this failed",
  },

  staff: {
    notSent: (why: string) => `Nothing was sent. ${why}`,
    notLogged: (why: string) => `I couldn't write to the logs channel: ${why}`,
    notShown: (user: string, why: string) => `A message of ${mentionUser(user)} couldn't be shown here. ${why}`,
    unreadable:
      "I can't read what is typed here, because this bot lacks the Message Content intent, so nothing was sent. Use /reply or the Reply button in the header.",
    cannotOpen: (user: string, why: string) =>
      `I couldn't open a thread for ${mentionUser(user)}: ${why} The user's message is kept and will be delivered once this is fixed. \`/modmail status\` shows what is missing.`,
  },

  refusals: {
    dmClosed:
      "This user doesn't take direct messages from me: their DMs are closed, they blocked the bot, or they left the server.",
    unknownChannel: "The channel is gone.",
    missingPermission: "I lack a permission for that. `/modmail status` names it and where to fix it.",
    categoryFull:
      "The Modmail category is full (50 channels). Close some threads or choose another category with `/modmail setup`.",
    guildFull: "The server has as many channels as Discord allows (500). Delete some.",
    unknownCategory: "The Modmail category is gone. Choose another with `/modmail setup`.",
    unknownRole: "The staff role or the admin role is gone. Choose another with `/modmail setup`.",
    filter: "Discord's AutoMod or link filter refused this message.",
    notTaken: (code: number) => `Discord refused this (its error ${code}).`,
    notStaff: "Only this server's Modmail staff may do that. Ask an admin for the staff role.",
    notAdmin: "That needs Manage Server or the Modmail admin role.",
    noThread: "This isn't the channel of an open thread.",
    closing: (by: string | null) =>
      by === null ? "This thread is being closed." : `This thread is already being closed by ${mentionUser(by)}.`,
    claimedByOther: (by: string) => `${mentionUser(by)} has claimed this thread. Take it over if you want to answer.`,
    notClaimed: "Nobody has claimed this thread.",
    nothingToSend: "There is nothing to send: write some text.",
    tooLong: (limit: number) =>
      `That is longer than the ${limit} characters that Discord takes. Shorten it or send it in parts.`,
    notAMember: (server: string) => `You are not in **${server}** (any more).`,
    modmailOff: (server: string | null) =>
      server === null
        ? "Modmail isn't switched on in this server. An admin can do that with `/modmail setup`."
        : `**${server}** has switched Modmail off.`,
    botNotHere:
      "I'm not a member of this server, only my commands are. Invite me again with my install link (Manage Server is needed), with the scope **bot**.",
    serverWaits: (server: string) =>
      `The staff of **${server}** can't be reached just now: their Modmail needs attention and they have been told. What you write is kept and will be delivered as soon as it works again.`,
    madeUp: "That choice isn't one that I offered. Start again, please.",
    onlyInServer: "That works in a server only, not in direct messages.",
    unexpected: "Something went wrong on our side and was noted. Nothing was half done; please try again.",
    later: "Discord is busy right now. Please try again in a moment.",
  },

  panel: {
    title: (server: string) => `Write to the staff of ${server}`,
    text: "Need help, or want to report something? Press the button: a private conversation with the staff opens in your direct messages.",
    button: "Open a thread",
    posted: (channel: string) => `The panel stands in ${mentionChannel(channel)}.`,
  },

  setup: {
    title: (server: string) => `Modmail in ${server}`,
    enabled: "Enabled",
    field: {
      "staff-role": "Staff role",
      "admin-role": "Admin role",
      category: "Parent category",
      "logs-channel": "Logs channel",
    },
    replyCommand: "Reply command",
    replyCommandOn: "on: `!r` and `!reply` go to the user",
    replyCommandOff: "off: what staff type goes to the user, `//` keeps it among staff",
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
        "`!r` and `!reply` don't work: this bot lacks the Message Content intent, so I can't read what is typed in threads. Staff answer with `/reply` or the **Reply** button. The bot's owner can switch the intent on in Discord's developer portal (**Bot → Message Content Intent**).",
      noContentTyping:
        "Typing into a thread doesn't reach the user: this bot lacks the Message Content intent, so I can't read what is typed. Staff answer with `/reply` or the **Reply** button. The bot's owner can switch the intent on in Discord's developer portal (**Bot → Message Content Intent**).",
      relayNeverSeen:
        "My gateway relay has never reported, so direct messages don't reach me yet. The bot's owner should check that it runs and can reach me.",
      logsPublic: (channel: string) =>
        `Everybody can see ${mentionChannel(channel)}, and so every transcript. Hide it: **Edit Channel → Permissions** → @everyone → deny **View Channel**.`,
      noLogsChannel: "Without a logs channel, transcripts are kept but posted nowhere.",
    },
  },
} as const;
