// What users read in their direct messages.

export const user = {
  noServer:
    "No server that we share uses Modmail yet, so there is nobody I could pass your message to. If you expected one, ask its staff to switch Modmail on.",
  opened: (server: string) =>
    `Your message is with the staff of **${server}**. They see what you write here and keep it. I'll bring you their answer; a check mark means that a message arrived.`,
  invited: (server: string) =>
    `You now have a thread with the staff of **${server}**. Write here: they see what you write and keep it. A check mark means that a message arrived.`,
  contacted: (server: string) =>
    `The staff of **${server}** want to talk with you. Write here to answer: they see what you write and keep it. A check mark means that a message arrived.`,
  waits: (server: string) =>
    `I couldn't reach the staff of **${server}** just now: their Modmail needs attention and they have been told. What you write is kept and will be delivered as soon as it works again.`,
  closed: (server: string) =>
    `Your thread with the staff of **${server}** is closed. Write here again whenever you need them: that opens a new one.`,
  notDelivered:
    "Discord refused to pass on your last message, so the staff didn't get it. Please write it in other words or send it in parts.",
  reason: "Reason",
  whichServer: "Which server is your message for? I'll pass on what you wrote as soon as you choose.",
  chooseServer: "Choose a server",
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
