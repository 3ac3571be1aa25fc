// The Store port, which store/ implements on D1: what is kept of servers, users, threads and messages.

import type { ChangeStore } from "./change-store.ts";
import type { ContactStore } from "./contact-store.ts";
import type { GuildStore } from "./guild-store.ts";
import type { MessageStore } from "./message-store.ts";
import type { OverviewStore } from "./overview-store.ts";
import type { PrivacyStore } from "./privacy-store.ts";
import type { SessionStore } from "./session-store.ts";
import type { SnippetStore } from "./snippet-store.ts";
import type { ThreadListStore } from "./thread-list-store.ts";
import type { ThreadPageStore } from "./thread-page-store.ts";
import type { ThreadStore } from "./thread-store.ts";
import type { UserNoteStore } from "./user-note-store.ts";

/** D1. Each method is one round trip. */
export interface Store
  extends ThreadStore,
    MessageStore,
    ChangeStore,
    GuildStore,
    SnippetStore,
    UserNoteStore,
    ContactStore,
    SessionStore,
    PrivacyStore,
    OverviewStore,
    ThreadListStore,
    ThreadPageStore {}
