// Reactions of the in-memory Discord: who holds which on what message. The bot's check marks are counted elsewhere.

import { type Emoji, isSameEmoji } from "../../../worker/domain/emoji.ts";

export class MemoryReactions {
  readonly #held: { messageId: string; emoji: Emoji; by: string }[] = [];

  add(messageId: string, emoji: Emoji, by: string): void {
    this.remove(messageId, emoji, by);
    this.#held.push({ messageId, emoji, by });
  }

  remove(messageId: string, emoji: Emoji, by: string): void {
    const at = this.#held.findIndex(
      (one) => one.messageId === messageId && one.by === by && isSameEmoji(one.emoji, emoji),
    );
    if (at !== -1) this.#held.splice(at, 1);
  }

  clear(messageId: string): void {
    for (const { emoji, by } of this.on(messageId)) this.remove(messageId, emoji, by);
  }

  on(messageId: string): { emoji: Emoji; by: string }[] {
    return this.#held.filter((one) => one.messageId === messageId);
  }
}
