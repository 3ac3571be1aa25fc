// The Store port on D1: each method one round trip.

import type { D1Database } from "@cloudflare/workers-types";
import type { Store } from "../threads/ports.ts";
import { type OnRoundTrip, openDatabase } from "./batch.ts";
import { changeStore } from "./changes.ts";
import { contactStore } from "./contacts.ts";
import { contentStore } from "./content.ts";
import { erasureStore } from "./erasures.ts";
import { guildStore } from "./guilds.ts";
import { messageStore } from "./messages.ts";
import { overviewStore } from "./overview.ts";
import { sessionStore } from "./sessions.ts";
import { snippetStore } from "./snippets.ts";
import { tendingStore } from "./tending.ts";
import { threadListStore } from "./thread-list.ts";
import { threadPageStore } from "./thread-pages.ts";
import { threadSearchStore } from "./thread-search.ts";
import { threadStore } from "./threads.ts";
import { userNoteStore } from "./user-notes.ts";

export function createStore(d1: D1Database, onRoundTrip: OnRoundTrip): Store {
  const database = openDatabase(d1, onRoundTrip);
  return {
    ...guildStore(database),
    ...messageStore(database),
    ...changeStore(database),
    ...threadStore(database),
    ...snippetStore(database),
    ...sessionStore(database),
    ...overviewStore(database),
    ...contentStore(database),
    ...erasureStore(database),
    ...tendingStore(database),
    ...userNoteStore(database),
    ...contactStore(database),
    ...threadListStore(database),
    ...threadSearchStore(database),
    ...threadPageStore(database),
  };
}
