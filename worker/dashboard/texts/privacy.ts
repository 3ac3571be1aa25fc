// What is kept of whom: for the public, and for admins who are asked for somebody's data.

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export const privacy = {
  tab: "Privacy",
  title: "Privacy",
  keeping: {
    title: "How long threads are kept",
    forGood: (server: string) => `${server} keeps its threads for good.`,
    forDays: (server: string, days: number) =>
      `${server} keeps threads for ${count(days, "day", "days")} after they are closed. Then messages, files, the transcript and its entry in the logs channel are deleted.`,
    change: "Change it in the settings",
  },
  person: {
    title: "One person's data",
    lead: "Somebody asked you what is kept of them here, or wants it gone? They can do both themselves, in all servers at once, with /modmail privacy. Here it is about this server alone.",
    label: "User id",
    hint: "In Discord, with Developer Mode on: the person's menu → Copy User ID. In a thread it stands in the header.",
    look: "Look up",
    notAnId: "That is no user id: it has 17 to 20 digits.",
    nothing: (id: string) =>
      `No thread of the user ${id} holds anything here. Notes on them, if there are any, are erased too.`,
    found: (id: string) => `The user ${id}`,
    knownAs: "Known as",
    threads: (threads: number, open: number) =>
      `${count(threads, "thread", "threads")}${open > 0 ? `, ${open} open` : ""}`,
    messages: (messages: number, files: number) =>
      `${count(messages, "message", "messages")}, ${count(files, "file", "files")}`,
    since: "First thread",
    keeps: "Threads",
    said: "Said to each other",
    download: "Download their data",
    downloadHint: "What they would get themselves: no notes of staff, and no names behind anonymous replies.",
    erase: "Erase…",
  },
  confirm: {
    title: "Erase this person's data?",
    lead: (server: string, id: string) =>
      `Everything that ${server} keeps of the user ${id} goes, and can't be brought back:`,
    what: [
      "all threads with their messages, files and transcripts; open ones are closed first, and the user is told that",
      "the entries of these threads in the logs channel",
      "the notes of staff on this user",
    ],
    stays:
      "The number and times of each thread stay, without the user. What Discord keeps (their direct messages with the bot) and what staff copied elsewhere is out of reach.",
    knownAs: (name: string, username: string) => `Known here as ${name} (@${username}).`,
    label: "To be sure, type the user id once more",
    wrong: "That isn't the same id. Nothing was erased.",
    yes: "Erase for good",
    no: "Keep it",
  },
  receipt: {
    title: "Erased",
    goesOn:
      "It is being erased. There is much of it, or somebody is closing a thread just now: load this page again in a minute.",
    went: (threads: number, messages: number, files: number) =>
      `${count(threads, "thread", "threads")} with ${count(messages, "message", "messages")} and ${count(files, "file", "files")}`,
    logs: (entries: number) => `${count(entries, "entry", "entries")} in the logs channel`,
    left: (entries: number) =>
      `${count(entries, "entry", "entries")} in the logs channel couldn't be deleted: delete them by hand`,
    notes: (notes: number) => `${count(notes, "note", "notes")} on the user`,
    nothing: "Nothing was left to erase.",
  },
  past: {
    title: "What admins had erased",
    none: "Nothing yet.",
    stays: "That something was erased is kept, but not whose it was.",
    when: "When",
    who: "Who",
    what: "What went",
    running: "being erased",
  },

  link: {
    title: "This link doesn't open anything (any more)",
    text: "A link to your data works for an hour. Send the bot /modmail privacy for a new one.",
  },

  notice: {
    title: "Privacy",
    lead: "This is Modmail, a bot by which people write to the staff of Discord servers. This page says what it keeps, where, for how long, and how to have it deleted.",
    table: {
      caption: "What is kept",
      what: "What",
      where: "Where",
      howLong: "How long",
      rows: [
        [
          "What you wrote to the staff of a server and what they answered, with files and with texts that were edited; what staff noted about it among themselves",
          "Cloudflare (D1, R2)",
          "As long as the server wants, or until you have it erased: /modmail privacy says it for each of your servers",
        ],
        [
          "Your name, picture, roles and join date as they were when a thread was opened; notes that staff keep about you",
          "Cloudflare (D1)",
          "The same",
        ],
        [
          "The transcript of a closed thread, if the server has a logs channel",
          "Discord, in that channel",
          "Until it is erased with the thread, or by the server",
        ],
        [
          "Which direct messages with the bot are yours, and in which servers you were seen",
          "Cloudflare (D1)",
          "Until you have it erased",
        ],
        [
          "Who signed in to the dashboard: name, picture, servers",
          "Cloudflare (D1)",
          "Seven days, or until signing out everywhere",
        ],
        [
          "Events on their way from Discord",
          "The operator's computer",
          "Seconds, until they have been dealt with; those that never can be, until the operator deletes them",
        ],
        ["Technical logs, without anything that people said", "Cloudflare", "As the operator has set it"],
      ],
    },
    sees: {
      title: "Who sees it",
      text: "The staff of the server that you wrote to, and whoever runs this bot. Nobody else, and it is used for nothing else: not sold, not for advertising, not to train anything. Discord carries the messages and Cloudflare stores them, by their own terms.",
    },
    gone: {
      title: "How to get it, and how to have it deleted",
      text: "Send the bot /modmail privacy in its direct messages. It shows what is kept where, sends it to you as a file, and erases it in all servers when you say so twice; then you get a receipt. The admins of a server can do the same for their server. A server that removes the bot is forgotten with everything after thirty days.",
    },
    reach: {
      title: "What erasing can't reach",
      text: "What stands in your own direct messages with the bot, which you can delete in Discord; what staff copied elsewhere; and the bare fact that a thread with some number was opened and closed at some time, without you.",
    },
    contact: {
      title: "Who runs this bot",
      text: "Questions, and wishes that the command doesn't cover, go to:",
      unknown:
        "The operator hasn't left an address here. Ask the staff of the server in which you met the bot: whoever added it can reach them.",
    },
  },
} as const;
