// Why something can't be done, and what to do about it.

import { mentionUser } from "./formats.ts";

export const refusals = {
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
  closesAtOnce:
    "Nothing was closed: I close at once, and tell the user the words behind the command as the reason. Leave them out, or write a reason that doesn't begin like a time or an option.",
  alreadySent: "This message is with the user already.",
  writtenByBot: "That was written by a bot. **Reply with this** sends what someone of staff typed.",
  nothingToNote: "There is nothing to note: write some text.",
  tooLong: (limit: number) =>
    `That is longer than the ${limit} characters that Discord takes. Shorten it or send it in parts.`,
  tooLongForForm: "That reply is longer than a form takes (4000 characters). Use `/edit` instead.",
  notAReply: "That isn't a reply of this thread. Choose one that went to the user.",
  noReplyYet: "You haven't replied in this thread yet.",
  notYourReply: (by: string) => `${mentionUser(by)} wrote that reply. Only they and admins can change it.`,
  replyDeleted: "That reply has been deleted already.",
  replyNotSent: "That reply never reached the user, so there is nothing to change. Send a new one.",
  changeWaits: "Discord didn't take that just now. It is kept and will be tried again within minutes.",
  changeNotShown: "The user still sees that reply as it was. This channel says why.",
  editedSince: "Someone edited that reply after you did. Look at it again, please.",
  noReplyAnyMore:
    "After your edit it is no reply any more, so the user still sees it as it was. Edit it again, or delete it to take it back.",
  unreadable: "I can't read what is typed here, because this bot lacks the Message Content intent.",
  alwaysAnonymous:
    "Replies are always anonymous in this server, so your name can't be shown. Reply without asking for it.",
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
  badPrefix:
    "That can't be the prefix. Take one to five characters without spaces that end in a sign and don't begin with any of `/ @ # < * _ ~ | > \\`, such as `!`, `?` or `m!`.",
  onlyInDm: "That works in our direct messages only: write to me there.",
  noOwnThread: "You have no such thread open (any more).",
  usersMayNotClose: (server: string) =>
    `In **${server}** the staff close threads themselves. Tell them when you are done.`,
  onlyInServer: "That works in a server only, not in direct messages.",
  unexpected: "Something went wrong on our side and was noted. Nothing was half done; please try again.",
  later: "Discord is busy right now. Please try again in a moment.",
} as const;
