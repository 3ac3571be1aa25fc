// The channels of the in-memory Discord: what stands in them, also after they are gone, and the memory of nonces.

import type { Mark } from "../../../worker/domain/emoji.ts";
import type { DiscordRefusal } from "../../../worker/domain/refusal.ts";
import { no, ok, type Result } from "../../../worker/domain/result.ts";
import type { Thread } from "../../../worker/domain/thread.ts";

export interface MemoryChannel {
  id: string;
  /** null: a DM. */
  guildId: string | null;
  name: string;
  /** The thread that the channel's topic names. */
  threadId: string | null;
  gone: boolean;
  /** Refuses every message: closed DMs, a missing permission. */
  refuses: DiscordRefusal | null;
  /** `continued`: posted without saying again who writes. */
  messages: { id: string; text: string; continued: boolean }[];
}

/** Discord says "the past few minutes"; five is what people measured. */
const NONCE_WINDOW_MS = 5 * 60_000;
const LONGEST_NONCE = 25;

export class MemoryChannels {
  readonly #clock: { now(): number };
  readonly #channels = new Map<string, MemoryChannel>();
  readonly #nonces = new Map<string, { messageId: string; channelId: string; at: number }>();
  readonly #marks = new Map<string, Set<Mark>>();
  #made = 0;

  constructor(clock: { now(): number }) {
    this.#clock = clock;
  }

  /** In the order in which they were made; gone ones too. */
  all(): MemoryChannel[] {
    return [...this.#channels.values()];
  }

  get(id: string): MemoryChannel {
    const channel = this.#channels.get(id);
    if (!channel) throw new Error(`there was never a channel ${id}`);
    return channel;
  }

  /** The texts that stand in a channel, or stood there when it was deleted; oldest first. */
  said(id: string): string[] {
    return this.get(id).messages.map(({ text }) => text);
  }

  /** Ids that are no messages, such as an interaction's: Discord has nothing to mark. */
  readonly unknown = new Set<string>();

  isMarked = (messageId: string): boolean => this.#marks.has(messageId);

  /** A mark set again is one mark: Discord counts a reaction of the same user once. */
  marksOn = (messageId: string): Mark[] => [...(this.#marks.get(messageId) ?? [])];

  ensure(id: string, guildId: string | null, name = "dm"): MemoryChannel {
    const channel = this.#channels.get(id);
    if (channel) return channel;
    const made = { id, guildId, name, threadId: null, gone: false, refuses: null, messages: [] };
    this.#channels.set(id, made);
    return made;
  }

  add(guildId: string, name: string): string {
    return this.ensure(this.#nextId("86"), guildId, name).id;
  }

  create(thread: Thread): string {
    const channel = this.ensure(this.#nextId("86"), thread.guildId, `modmail-${thread.profile.username}`);
    channel.threadId = thread.id;
    return channel.id;
  }

  delete(id: string): void {
    this.get(id).gone = true;
  }

  deleteMessage(channelId: string, messageId: string): void {
    const channel = this.get(channelId);
    channel.messages = channel.messages.filter(({ id }) => id !== messageId);
  }

  edit(messageId: string, text: string): void {
    this.revise(messageId, text);
  }

  /** null: the message is deleted. */
  revise(messageId: string, text: string | null): void {
    for (const { messages } of this.#channels.values()) {
      const at = messages.findIndex((candidate) => candidate.id === messageId);
      if (at === -1) continue;
      if (text === null) messages.splice(at, 1);
      else messages[at] = { ...messages[at], id: messageId, text, continued: false };
    }
  }

  mark(channelId: string, messageId: string, mark: Mark): void {
    if (!this.get(channelId).gone && !this.unknown.has(messageId))
      this.#marks.set(messageId, (this.#marks.get(messageId) ?? new Set()).add(mark));
  }

  /** The same nonce within the window is the same message; `messageId` null: that one was deleted since. */
  post(
    channelId: string,
    text: string,
    nonce: string,
    continued = false,
  ): Result<{ messageId: string | null }, DiscordRefusal> {
    if (nonce.length > LONGEST_NONCE) throw new Error(`Discord takes no nonce of ${nonce.length} characters`);
    const channel = this.#channels.get(channelId);
    if (!channel || channel.gone) return no({ reason: "unknown-channel" });
    if (channel.refuses) return no(channel.refuses);
    const known = this.#nonces.get(nonce);
    if (known && this.#clock.now() - known.at < NONCE_WINDOW_MS) {
      const { gone, messages } = this.get(known.channelId);
      const stands = !gone && messages.some(({ id }) => id === known.messageId);
      return ok({ messageId: stands ? known.messageId : null });
    }
    const id = this.#nextId("88");
    channel.messages.push({ id, text, continued });
    this.#nonces.set(nonce, { messageId: id, channelId, at: this.#clock.now() });
    return ok({ messageId: id });
  }

  #nextId(prefix: string): string {
    this.#made += 1;
    return `${prefix}1${String(this.#made).padStart(15, "0")}`;
  }
}
