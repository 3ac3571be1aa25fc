// Plain servers, people and messages for tests of the verbs and the store; a test changes what it is about.

import type { Extras } from "../../../worker/domain/extras.ts";
import type { Attachment } from "../../../worker/domain/message.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import type { Actor } from "../../../worker/domain/settings-log.ts";
import type { Profile } from "../../../worker/domain/thread.ts";
import type { NewMessage, NewSnippetChange, NewThread } from "../../../worker/threads/ports.ts";

export const GUILD = "810000000000000001";
export const OTHER_GUILD = "810000000000000002";
export const MARA = "820000000000000001";
export const IVO = "820000000000000002";
export const JONAS = "870000000000000001";
export const AIKO = "870000000000000002";
export const ROBIN = "870000000000000003";
export const STAFF_ROLE = "840000000000000001";
export const ADMIN_ROLE = "840000000000000002";
export const CATEGORY = "850000000000000009";
export const LOGS = "850000000000000001";
export const NOW = Date.UTC(2026, 10, 20, 9, 58);

/** Who changes settings where it doesn't matter who. */
export const BY: Actor = { id: AIKO, name: "Aiko", via: "command" };

/** The user's DM channel with the bot. */
export const dmOf = (userId: string): string => userId.replace(/^82/, "83");

export function sampleSettings(change: Partial<Settings> = {}): Settings {
  return {
    guildId: GUILD,
    guildName: "Northwind",
    enabled: true,
    staffRoleId: STAFF_ROLE,
    adminRoleId: ADMIN_ROLE,
    categoryId: CATEGORY,
    logsChannelId: LOGS,
    replyCommand: true,
    prefix: "!",
    anonymous: "off",
    mirrorTyping: false,
    usersMayClose: false,
    greeting: null,
    closing: null,
    retentionDays: null,
    ...change,
  };
}

export function sampleProfile(change: Partial<Profile> = {}): Profile {
  return { username: "mara", displayName: "Mara", avatarUrl: null, joinedAt: NOW - 86_400_000, roleIds: [], ...change };
}

let made = 0;
const nextId = () => String(900000000000000000n + BigInt(++made));

/** What a user writes; each message a millisecond after the one made before it. */
export function userMessage(change: Partial<NewMessage> = {}): NewMessage {
  const id = change.id ?? nextId();
  const userId = change.userId ?? MARA;
  return {
    id,
    userId,
    kind: "user",
    author: { id: userId, name: "Mara", avatarUrl: null },
    content: "Hi, I am missing my rank.",
    attachments: [],
    channelId: dmOf(userId),
    sentAt: NOW + Number(BigInt(id) - 900000000000000000n),
    source: "message",
    ...change,
  };
}

/** What someone of staff writes in the channel of a thread. */
export function staffMessage<T extends { threadId: string; channelId: string }>(change: Partial<NewMessage> & T) {
  return {
    ...userMessage({ kind: "reply", author: { id: JONAS, name: "Jonas", avatarUrl: null }, content: "Which rank?" }),
    ...change,
  };
}

let threads = 0;

export function newThread(change: Partial<NewThread> = {}): NewThread {
  const userId = change.userId ?? MARA;
  return {
    id: `t${String(++threads).padStart(19, "0")}`,
    guildId: GUILD,
    userId,
    dmChannelId: dmOf(userId),
    profile: sampleProfile(),
    openedVia: "message",
    contactedBy: null,
    openedAt: NOW,
    leaseUntil: NOW + 60_000,
    ...change,
  };
}

/** One of everything that a message may hold besides text and files. */
export const sampleExtras = (): Extras => ({
  stickers: [{ name: "Wave", picture: sampleFile({ name: "Wave.png" }) }],
  poll: { question: "Which rank?", answers: ["Captain", "Sailor"], several: true, endsAt: NOW + 86_400_000 },
  forwarded: {
    content: "You are a captain now.",
    attachments: [sampleFile({ name: "proof.png" })],
    stickers: [{ name: "Salute", picture: null }],
    embeds: ["**Promotion**\nMara is a captain."],
    sentAt: NOW - 86_400_000,
  },
});

export function sampleFile(change: Partial<Attachment> = {}): Attachment {
  return {
    id: nextId(),
    name: "screenshot.png",
    size: 4,
    contentType: "image/png",
    url: "https://cdn.example/screenshot.png",
    description: null,
    spoiler: false,
    ...change,
  };
}

/** A snippet that Jonas makes; `from` and `to` make it a change of one. */
export function newSnippet(change: Partial<NewSnippetChange> = {}): NewSnippetChange {
  const id = change.id ?? nextId();
  return {
    id,
    guildId: GUILD,
    name: "rules",
    from: null,
    to: { text: "Please read the rules.", attachments: [], filesId: id },
    by: { id: JONAS, name: "Jonas" },
    at: NOW,
    ...change,
  };
}
