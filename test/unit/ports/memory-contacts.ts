// The Store port's contacts in memory; the contract in test/worker/store-contract-contacts.ts holds it to what D1 does.

import type { ContactStore } from "../../../worker/threads/ports.ts";
import { membershipKey, type Tables } from "./memory-tables.ts";

export function memoryContacts({ contacts }: Tables): ContactStore {
  return {
    async startContact({ id, guildId, userId, by, at }, { since, hourAgo, limit }) {
      const key = membershipKey(userId, guildId);
      const others = [...contacts].filter(
        ([other, contact]) => other !== key && contact.guildId === guildId && contact.triedAt >= hourAgo,
      );
      if (others.length >= limit) return null;
      const known = contacts.get(key);
      const isSame = known !== undefined && known.doneAt === null && known.triedAt >= since;
      const tried = isSame ? { id: known.id, triedAt: known.triedAt } : { id, triedAt: at };
      contacts.set(key, { ...tried, guildId, by, doneAt: null });
      return { id: tried.id };
    },
  };
}
