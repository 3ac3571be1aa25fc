// The interactions that are under way: their records, who waits for which answer, and until when a token is worth something.

import type { APIInteractionResponse } from "discord-api-types/v10";
import { apiError } from "../rest/errors.ts";
import type { InteractionRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";

/** How long the token of an answered interaction lives, in milliseconds of Discord's clock. */
export const TOKEN_LIFETIME = 15 * 60_000;

/** One interaction from the moment it is sent. */
export interface Entry {
  readonly record: InteractionRecord;
  /** Whether the answer may update a message: a component, or a modal that one opened. */
  readonly fromComponent: boolean;
  readonly contextMenu: boolean;
  response: APIInteractionResponse | null;
  /** No answer counts any more: the three seconds are over, or the first one was worthless. */
  dead: boolean;
  /** Told of the first answer. */
  onAnswer: ((response: APIInteractionResponse) => void) | null;
  /** Whether a deferred answer has been filled in (or dropped). */
  filled: boolean;
  onFilled: Set<() => void>;
}

export interface Docket {
  open(record: InteractionRecord, kind: { fromComponent: boolean; contextMenu: boolean }): Entry;
  byId(id: string): Entry | null;
  /** For the callback route: 10062 when unknown or too late, 40060 when answered. */
  awaiting(id: string, token: string): Entry;
  /** For the webhook routes: 10015 when unknown, never answered or of another application, 50027 when too old. */
  answered(applicationId: string, token: string): Entry;
  of(record: InteractionRecord): Entry;
  /** The answer was deferred: somebody may wait until it is filled in, or gone with its message or channel. */
  defer(entry: Entry): void;
  fill(entry: Entry): void;
}

export function createDocket(world: World): Docket {
  const entries = new Map<string, Entry>();
  const deferred = new Set<Entry>();
  const fill = (entry: Entry) => {
    deferred.delete(entry);
    entry.record.loading = false;
    entry.filled = true;
    for (const tell of [...entry.onFilled]) tell();
  };
  world.on("change", () => {
    for (const entry of deferred) {
      const { channelId, originalId } = entry.record;
      if (!world.channels.get(channelId)?.messages.has(originalId ?? "")) fill(entry);
    }
  });
  return {
    open(record, kind) {
      const entry: Entry = {
        record,
        ...kind,
        response: null,
        dead: false,
        onAnswer: null,
        filled: false,
        onFilled: new Set(),
      };
      world.interactions.set(record.token, record);
      entries.set(record.token, entry);
      return entry;
    },
    byId: (id) => [...entries.values()].find((entry) => entry.record.id === id) ?? null,
    awaiting(id, token) {
      const entry = entries.get(token);
      if (!entry || entry.record.id !== id || entry.dead) throw apiError("unknownInteraction");
      if (entry.record.answeredWith !== null) throw apiError("alreadyAcknowledged");
      return entry;
    },
    answered(applicationId, token) {
      const entry = entries.get(token);
      if (!entry || applicationId !== world.application.id) throw apiError("unknownWebhook");
      if (entry.record.answeredWith === null) throw apiError("unknownWebhook");
      if (world.now() - entry.record.createdAt > TOKEN_LIFETIME) throw apiError("invalidWebhookToken");
      return entry;
    },
    of(record) {
      const entry = entries.get(record.token);
      if (!entry) throw apiError("unknownWebhook");
      return entry;
    },
    defer: (entry) => deferred.add(entry),
    fill,
  };
}
