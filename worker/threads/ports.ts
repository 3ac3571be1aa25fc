// What the verbs need from the world: implemented by store/ (D1), discord/ (REST) and transcripts/ (R2), joined in
// app.ts. Every Discord method that sends takes a source for a nonce, so that repeating it shows one message.

import type { Discord } from "./ports/discord.ts";
import type { Files, Links } from "./ports/files.ts";
import type { Store } from "./ports/store.ts";

export type * from "./ports/change-store.ts";
export type * from "./ports/contact-store.ts";
export type * from "./ports/discord.ts";
export type * from "./ports/files.ts";
export type * from "./ports/found.ts";
export type * from "./ports/guild-store.ts";
export type * from "./ports/message-store.ts";
export type * from "./ports/mirroring.ts";
export type * from "./ports/overview-store.ts";
export type * from "./ports/privacy-store.ts";
export type * from "./ports/session-store.ts";
export type * from "./ports/snippet-store.ts";
export type * from "./ports/store.ts";
export type * from "./ports/thread-list-store.ts";
export type * from "./ports/thread-page-store.ts";
export type * from "./ports/thread-store.ts";
export type * from "./ports/user-note-store.ts";

export interface Ports {
  store: Store;
  discord: Discord;
  files: Files;
  links: Links;
  /** Milliseconds since 1970. */
  now(): number;
  newThreadId(): string;
  wait(seconds: number): Promise<void>;
  log(entry: { warning: string; threadId?: string; problem?: string }): void;
}
