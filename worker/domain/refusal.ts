// Refusals: every expected "no" of the bot, as one tagged union. discord/views/refusals.ts turns each into words.

export type Refusal =
  | DiscordRefusal
  /** The person acting isn't staff of this server (any more). */
  | { reason: "not-staff" }
  | { reason: "not-admin" }
  /** The channel or button belongs to no thread that is open. */
  | { reason: "no-thread" }
  | { reason: "thread-closing"; by: string | null }
  | { reason: "claimed-by-other"; by: string }
  | { reason: "claimed-already" }
  | { reason: "not-claimed" }
  | { reason: "nothing-to-send" }
  | { reason: "nothing-to-note" }
  /** To close later or silently was asked for, or not to close. */
  | { reason: "closes-at-once" }
  /** The message was sent to the user before. */
  | { reason: "already-sent" }
  /** A bot wrote the message that was to be sent. */
  | { reason: "written-by-bot" }
  | { reason: "too-long"; limit: number }
  /** A text that was to be edited in a form. */
  | { reason: "too-long-for-form" }
  /** What was to be edited or deleted is no reply of this thread; or the person has none in it. */
  | { reason: "not-a-reply" }
  | { reason: "no-reply-yet" }
  | { reason: "not-your-reply"; by: string }
  | { reason: "reply-deleted" }
  /** It never reached the user. */
  | { reason: "reply-not-sent" }
  /** The user still sees it as it was, until Discord takes it. */
  | { reason: "change-waits" }
  /** The user still sees it as it was; staff were told why. */
  | { reason: "change-not-shown" }
  /** Somebody edited it after this person did. */
  | { reason: "edited-since" }
  /** What staff typed was a reply, and after their edit it is none. */
  | { reason: "no-reply-any-more" }
  /** Without the Message Content intent. */
  | { reason: "unreadable" }
  /** A reply with the writer's name was asked for where the server wants none. */
  | { reason: "always-anonymous" }
  | { reason: "not-a-member"; guildName: string }
  | { reason: "modmail-off"; guildName: string | null }
  /** The thread can't be opened until the server's admins have mended something. */
  | { reason: "server-waits"; guildName: string }
  | { reason: "no-server" }
  /** The commands are installed in this server, but the bot itself isn't in it. */
  | { reason: "bot-not-here" }
  /** A select value, button or option that the bot never offered. */
  | { reason: "made-up" }
  | { reason: "only-in-server" }
  | { reason: "only-in-dm" }
  /** The user has no such thread that is open. */
  | { reason: "no-own-thread" }
  | { reason: "users-may-not-close"; guildName: string }
  /** A prefix that would be taken for something else. */
  | { reason: "bad-prefix" }
  /** A text names a variable, as it was written, that isn't among the `known`. */
  | { reason: "unknown-variable"; variable: string; known: readonly string[] }
  | SnippetRefusal
  | UserNoteRefusal
  | ContactRefusal;

/** Why staff can't open a thread with someone. */
type ContactRefusal =
  | { reason: "user-not-here" }
  | { reason: "is-a-bot" }
  /** `channelId` null: it is being opened. */
  | { reason: "thread-exists"; channelId: string | null }
  /** Discord locks bots out that write to many people first. */
  | { reason: "too-many-contacts" };

type UserNoteRefusal =
  | { reason: "notes-full"; limit: number }
  | { reason: "no-note" }
  /** Only its author and admins may do that. */
  | { reason: "note-of-another" }
  /** It isn't said whom it is about. */
  | { reason: "no-user-named" };

type SnippetRefusal =
  | { reason: "bad-snippet-name" }
  | { reason: "no-snippet"; name: string }
  | { reason: "snippet-exists"; name: string }
  /** Someone else changed or removed it since the person looked at it. */
  | { reason: "snippet-changed"; name: string }
  | { reason: "snippets-full"; limit: number }
  /** The text has places for more words than were given. */
  | { reason: "words-missing"; name: string; needed: number }
  /** Together larger than one message may be. */
  | { reason: "files-too-large" };

/** What Discord refuses for reasons that a person can mend; matched by Discord's error code, never by its text. */
export type DiscordRefusal =
  /** 50007, 50278: the user's DMs are closed, the bot is blocked, or no server is shared any more. */
  | { reason: "dm-closed" }
  /** 40003: Discord lets the bot open no more direct messages for a while. */
  | { reason: "dms-too-fast" }
  /** 10003: the channel is gone. */
  | { reason: "unknown-channel" }
  /** 50001, 50013: the bot may not see or do this there. */
  | { reason: "missing-permission" }
  /** 50035 at parent_id, or 30013. */
  | { reason: "category-full" }
  | { reason: "guild-full" }
  /** 50035 at parent_id: the category is gone. */
  | { reason: "unknown-category" }
  /** 50035 at permission_overwrites, 10011: the staff or admin role is gone. */
  | { reason: "unknown-role" }
  /** 200000, 240000: AutoMod or the harmful-link filter. */
  | { reason: "blocked-by-filter" }
  /** Any other refusal; `status` is HTTP's, `code` Discord's. */
  | { reason: "not-taken"; status: number; code: number };

const OF_DISCORD: Record<DiscordRefusal["reason"], true> = {
  "dm-closed": true,
  "dms-too-fast": true,
  "unknown-channel": true,
  "missing-permission": true,
  "category-full": true,
  "guild-full": true,
  "unknown-category": true,
  "unknown-role": true,
  "blocked-by-filter": true,
  "not-taken": true,
};

/** Whether it was Discord that refused, and not we. */
export const isOfDiscord = (refusal: Refusal): refusal is DiscordRefusal => Object.hasOwn(OF_DISCORD, refusal.reason);

/** Whether the refusal is about what this one message holds: no repeating changes it, what comes after may go on. */
export const isAboutContent = (refusal: DiscordRefusal): boolean =>
  refusal.reason === "blocked-by-filter" ||
  (refusal.reason === "not-taken" && (refusal.status === 400 || refusal.status === 413));

/** A "not now": the whole event may be tried again after `seconds`; everything done so far is safe to repeat. */
export class Later extends Error {
  readonly seconds: number;
  /** Discord's limit for all of the bot's requests was met: whatever is sent meanwhile meets it, too. */
  readonly everywhere: boolean;
  /** All that people wait for is done; what is left yields to what they write next. */
  readonly onlyNiceties: boolean;
  constructor(
    seconds: number,
    why: string,
    options: ErrorOptions & { everywhere?: boolean; onlyNiceties?: boolean } = {},
  ) {
    super(why, options);
    this.name = "Later";
    this.seconds = seconds;
    this.everywhere = options.everywhere ?? false;
    this.onlyNiceties = options.onlyNiceties ?? false;
  }
}
