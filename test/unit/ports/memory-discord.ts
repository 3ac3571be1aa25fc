// A small Discord in memory behind the Discord port: channels, messages with nonces, DMs that can be closed, members. What
// it shows is plain text, for tests of what happens; how messages look is the views' matter, and what Discord checks is
// the fake Discord's.

import { type Emoji, isSameEmoji, type Mark } from "../../../worker/domain/emoji.ts";
import { filesOf } from "../../../worker/domain/extras.ts";
import type { Message } from "../../../worker/domain/message.ts";
import type { StaffNotice, UserNotice } from "../../../worker/domain/notice.ts";
import type { DiscordRefusal } from "../../../worker/domain/refusal.ts";
import { no, ok, type Result } from "../../../worker/domain/result.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import type { SetupFacts } from "../../../worker/domain/setup-check.ts";
import { splitText } from "../../../worker/domain/split-text.ts";
import type { Profile, Thread } from "../../../worker/domain/thread.ts";
import type {
  Answered,
  Counts,
  Discord,
  File,
  LinkedFile,
  OnCopy,
  Outgoing,
  Revision,
  Sent,
  SentCopies,
  ServerChoice,
} from "../../../worker/threads/ports.ts";
import { MemoryChannels } from "./memory-channels.ts";
import { MemoryReactions } from "./memory-reactions.ts";
import { dmOf } from "./samples.ts";

const BOT = "890000000000000001";

export class MemoryDiscord implements Discord {
  readonly channels: MemoryChannels;
  readonly reactions = new MemoryReactions();
  /** What copies answer, by the id of the first. */
  readonly answers = new Map<string, Answered>();
  /** Where the bot was shown typing, each time. */
  readonly typing: string[] = [];
  /** What each method refuses from now on. */
  readonly refusals = new Map<keyof Discord, DiscordRefusal>();
  /** Texts of copies that Discord won't take. */
  readonly refusedTexts = new Map<string, DiscordRefusal>();
  /** Who may manage which server, as `server/user`. */
  readonly managers = new Set<string>();
  /** Servers that the bot isn't in. */
  readonly away = new Set<string>();
  /** What `setupFacts` answers; null: the bot isn't in the server. */
  facts: Omit<SetupFacts, "messageContent"> | null = null;
  /** The roles to which channels were shown anew. */
  readonly shownTo = new Map<string, (string | null)[]>();
  readonly #members = new Map<string, Profile>();

  constructor(clock: { now(): number }) {
    this.channels = new MemoryChannels(clock);
  }

  join(guildId: string, userId: string, profile: Profile): void {
    this.#members.set(`${guildId}/${userId}`, profile);
    this.channels.ensure(dmOf(userId), null);
  }

  leave(guildId: string, userId: string): void {
    this.#members.delete(`${guildId}/${userId}`);
  }

  async member(guildId: string, userId: string) {
    return structuredClone(this.#members.get(`${guildId}/${userId}`) ?? null);
  }

  async openDm(userId: string) {
    return this.#unless("openDm", () => ({ channelId: dmOf(userId) }));
  }

  async createThreadChannel(thread: Thread, _settings: Settings, _bot: string) {
    return this.#unless("createThreadChannel", () => ({ channelId: this.channels.create(thread) }));
  }

  async showChannel(channelId: string, { staffRoleId, adminRoleId }: Settings, _bot: string) {
    if (this.channels.get(channelId).gone) return no({ reason: "unknown-channel" } as const);
    return this.#unless("showChannel", () => {
      this.shownTo.set(channelId, [staffRoleId, adminRoleId]);
    });
  }

  async findThreadChannel(thread: Thread) {
    return this.channels.all().find((channel) => channel.threadId === thread.id && !channel.gone)?.id ?? null;
  }

  async postHeader(thread: Thread, _settings: Settings, _messageContent: boolean | null): Sent {
    if (thread.channelId === null) throw new Error("a thread without a channel has no header");
    return this.#send("postHeader", thread.channelId, headerText(thread), `h${thread.id}`);
  }

  async editHeader(thread: Thread, _settings: Settings, _messageContent: boolean | null) {
    if (thread.headerMessageId !== null) this.channels.edit(thread.headerMessageId, headerText(thread));
  }

  postUserMessage(channelId: string, outgoing: Outgoing, onCopy: OnCopy): SentCopies {
    const { author, id } = outgoing.message;
    return this.#sendCopies("postUserMessage", channelId, spoken(author.name, outgoing), `u${id}`, outgoing, onCopy);
  }

  sendReply(thread: Thread, guildName: string, outgoing: Outgoing, onCopy: OnCopy): SentCopies {
    const nonce = `r${outgoing.message.id}`;
    return this.#sendCopies("sendReply", thread.dmChannelId, spoken(guildName, outgoing), nonce, outgoing, onCopy);
  }

  async deleteMessages(channelId: string, ids: readonly string[]) {
    return this.#unless("deleteMessages", () => {
      for (const id of ids) this.channels.deleteMessage(channelId, id);
    });
  }

  async reviseUserMessage(channelId: string, revision: Revision) {
    const { message, before } = revision;
    const was = before === null ? "" : ` (before: ${before})`;
    const taken = message.deletedAt === undefined ? "" : " [deleted]";
    const texts = spoken(message.author.name, asOutgoing(revision));
    return this.#revise("reviseUserMessage", channelId, message, [
      ...texts.slice(0, -1),
      `${texts.at(-1)}${was}${taken}`,
    ]);
  }

  async reviseReply({ dmChannelId }: Thread, guildName: string, revision: Revision) {
    const { message } = revision;
    const texts = message.deletedAt === undefined ? spoken(guildName, asOutgoing(revision)) : [];
    return this.#revise("reviseReply", dmChannelId, message, texts);
  }

  async reviseAnswer(channelId: string, answerId: string, { message, before }: Revision, userName: string) {
    const state = message.deletedAt === undefined ? `(before: ${before})` : "[deleted]";
    if (!this.channels.get(channelId).gone) this.channels.edit(answerId, `to ${userName}: ${message.content} ${state}`);
  }

  async react(channelId: string, messageId: string, emoji: Emoji) {
    return this.#reacting("react", channelId, () => this.reactions.add(messageId, emoji, BOT));
  }

  async unreact(channelId: string, messageId: string, emoji: Emoji) {
    return this.#reacting("unreact", channelId, () => this.reactions.remove(messageId, emoji, BOT));
  }

  async reactionsOn(channelId: string, messageId: string) {
    return this.#reacting("reactionsOn", channelId, () => {
      const held = this.reactions.on(messageId);
      const kinds = held.filter(({ emoji }, at) => held.findIndex((one) => isSameEmoji(one.emoji, emoji)) === at);
      return kinds.map(({ emoji }) => {
        const by = held.filter((one) => isSameEmoji(one.emoji, emoji)).map((one) => one.by);
        return { emoji, others: by.filter((id) => id !== BOT).length, own: by.includes(BOT) };
      });
    });
  }

  async showTyping(channelId: string) {
    return this.#reacting("showTyping", channelId, () => {
      this.typing.push(channelId);
    });
  }

  showReply(channelId: string, reply: Message, userName: string, linked: readonly LinkedFile[]): Sent {
    const text = `${reply.author.name} to ${userName}: ${reply.content}${named(linked)}`;
    return this.#send("showReply", channelId, text, `v${reply.id}`);
  }

  showNote(channelId: string, note: Message, linked: readonly LinkedFile[]): Sent {
    const text = `note by ${note.author.name}: ${note.content}${named(linked)}`;
    return this.#send("showNote", channelId, text, `v${note.id}`);
  }

  async checkMark(channelId: string, messageId: string, mark: Mark) {
    this.channels.mark(channelId, messageId, mark);
  }

  tellUser(dmChannelId: string, notice: UserNotice, nonce: string): Sent {
    return this.#send("tellUser", dmChannelId, `[${noticeText(notice)}]`, nonce);
  }

  tellStaff(channelId: string, notice: StaffNotice, nonce: string): Sent {
    const why = "refusal" in notice ? ` ${notice.refusal.reason}` : "";
    const which = notice.notice === "erased" ? ` #${notice.number}` : "";
    return this.#send("tellStaff", channelId, `[${notice.notice}${which}${why}]`, nonce);
  }

  askForServer(dmChannelId: string, servers: readonly ServerChoice[], nonce: string): Sent {
    const names = servers.map(({ settings }) => settings.guildName).join(", ");
    return this.#send("askForServer", dmChannelId, `[choose ${names}]`, nonce);
  }

  logOpened(logsChannelId: string, thread: Thread): Sent {
    return this.#send("logOpened", logsChannelId, `[opened #${thread.number}]`, `o${thread.id}`);
  }

  logClosed(logsChannelId: string, thread: Thread, { user, reply, note }: Counts, transcript: File | null): Sent {
    const file = transcript?.name ?? "confidential";
    const text = `[closed #${thread.number}: ${user} user, ${reply} reply, ${note} note; ${file}]`;
    return this.#send("logClosed", logsChannelId, text, `c${thread.id}`);
  }

  async deleteChannel(channelId: string, _reason: string) {
    return this.#unless("deleteChannel", () => this.channels.delete(channelId));
  }

  async isInGuild(guildId: string) {
    return !this.away.has(guildId);
  }

  async setupFacts(_guildId: string, _channelIds: readonly string[]) {
    return this.facts === null ? no({ reason: "bot-not-here" } as const) : ok(structuredClone(this.facts));
  }

  async createChannel(guildId: string, channel: Parameters<Discord["createChannel"]>[1], _reason: string) {
    return this.#unless("createChannel", () => {
      const { name, kind, parentId, overwrites } = channel;
      const made = {
        id: this.channels.add(guildId, name),
        name,
        type: kind === "category" ? 4 : 0,
        parentId,
        overwrites,
      };
      this.facts?.channels.push(made);
      return made;
    });
  }

  async managesGuild(guildId: string, member: { id: string }) {
    return this.managers.has(`${guildId}/${member.id}`);
  }

  async standing(guildId: string, userId: string) {
    if (this.away.has(guildId)) return no({ reason: "bot-not-here" } as const);
    const profile = this.#members.get(`${guildId}/${userId}`);
    const managesGuild = this.managers.has(`${guildId}/${userId}`);
    const member = profile ? { id: userId, roleIds: profile.roleIds, managesGuild } : null;
    return ok({ guildName: "Northwind", member });
  }

  async botUserId() {
    return BOT;
  }

  #revise(method: keyof Discord, channelId: string, message: Message, texts: readonly string[]) {
    const refusal = this.refusals.get(method) ?? this.channels.get(channelId).refuses;
    if (refusal) return no(refusal);
    if (this.channels.get(channelId).gone) return no({ reason: "unknown-channel" } as const);
    const { id: source, copyIds, editedAt } = message;
    for (const [place, id] of copyIds.entries()) if (id !== null) this.channels.revise(id, texts[place] ?? null);
    const added = texts.slice(copyIds.length).map((text, more) => {
      const nonce = `e${source}.${(editedAt ?? 0) % 1000}.${more}`;
      const posted = this.channels.post(channelId, text, nonce, true);
      return posted.ok ? posted.value.messageId : null;
    });
    return ok([
      ...copyIds.slice(0, Math.max(texts.length, message.deletedAt === undefined ? 0 : copyIds.length)),
      ...added,
    ]);
  }

  #reacting<T>(method: keyof Discord, channelId: string, act: () => T): Result<T, DiscordRefusal> {
    if (this.channels.get(channelId).gone) return no({ reason: "unknown-channel" });
    return this.#unless(method, act);
  }

  async #send(method: keyof Discord, channelId: string, text: string, nonce: string): Sent {
    const refusal = this.refusals.get(method);
    return refusal ? no(refusal) : this.channels.post(channelId, text, nonce);
  }

  async #sendCopies(
    method: keyof Discord,
    channelId: string,
    texts: readonly string[],
    nonce: string,
    { message, continued, answers }: Outgoing,
    onCopy: OnCopy,
  ): SentCopies {
    const sent = [...message.copyIds];
    for (const [place, text] of texts.entries()) {
      if (place < message.copyIds.length) continue;
      const refusal = this.refusals.get(method) ?? this.refusedTexts.get(text);
      const one = refusal
        ? no(refusal)
        : this.channels.post(channelId, text, place === 0 ? nonce : `${nonce}.${place}`, continued || place > 0);
      if (!one.ok) return one;
      sent.push(one.value.messageId);
      if (place === 0 && answers && one.value.messageId) this.answers.set(one.value.messageId, answers);
      if (place < texts.length - 1) await onCopy([...sent]);
    }
    return ok(sent);
  }

  #unless<T>(method: keyof Discord, act: () => T): Result<T, DiscordRefusal> {
    const refusal = this.refusals.get(method);
    return refusal ? no(refusal) : ok(act());
  }
}

/** Files stay where they are: in memory, named in the text. */
const asOutgoing = ({ message, linked }: Revision): Outgoing => ({
  message,
  linked,
  files: [filesOf(message).filter(({ name }) => !linked.some((file) => file.name === name)) as unknown as File[]],
  continued: false,
});

/** The notice's name with what its words depend on. */
function noticeText(notice: UserNotice): string {
  if (notice.notice === "not-delivered") {
    return `not-delivered ${notice.about.guildName} ${notice.refusal.reason}: ${notice.text}`;
  }
  const { elsewhere = false, closes = null } = "about" in notice ? notice.about : {};
  const own = "greeting" in notice ? notice.greeting : "closing" in notice ? notice.closing : null;
  const since = "unreachedSince" in notice && notice.unreachedSince;
  const next = "next" in notice && notice.next;
  const parts = [
    notice.notice,
    own && `"${own}"`,
    since && `since ${since}`,
    next && `next ${next}`,
    elsewhere && "switch",
    closes && "close",
  ];
  return parts.filter(Boolean).join(" ");
}

const headerText = (thread: Thread): string =>
  `[header #${thread.number} ${thread.profile.username}${thread.claimedBy === null ? "" : `, claimed by ${thread.claimedBy}`}]`;

const named = (linked: readonly LinkedFile[]): string => linked.map((file) => ` (${file.name})`).join("");

/** A text for each copy: as many as the text is long, and one more for what of the files a request doesn't take. */
function spoken(name: string, { message, files, linked }: Outgoing): string[] {
  const [below = [], ...others] = files.map((batch) => batch.map((file) => ` +${file.name}`).join(""));
  const pieces = splitText(message.content, 4096);
  const lines = (pieces.length === 0 ? [""] : pieces).map((piece) => `${name}: ${piece}`);
  return [...lines.slice(0, -1), `${lines.at(-1)}${below}${named(linked)}`, ...others.map((rest) => `${name}:${rest}`)];
}
