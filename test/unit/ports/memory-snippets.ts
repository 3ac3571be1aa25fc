// The Store port's snippets in memory; the contract in test/worker/store-contract-snippets.ts holds it to what D1 does.

import type { Snippet, SnippetBody } from "../../../worker/domain/snippet.ts";
import type { SnippetStore } from "../../../worker/threads/ports.ts";
import type { Tables } from "./memory-tables.ts";

export function memorySnippets({ snippets, snippetChanges }: Tables): SnippetStore {
  const ofGuild = (guildId: string) => snippets.filter((snippet) => snippet.guildId === guildId);
  const find = (guildId: string, name: string) => ofGuild(guildId).find((snippet) => snippet.name === name);
  const copyOf = ({ guildId: _, ...snippet }: Snippet & { guildId: string }): Snippet => structuredClone(snippet);
  const bodyOf = ({ text, attachments, filesId }: Snippet): SnippetBody =>
    structuredClone({ text, attachments, filesId });

  return {
    async snippet(guildId, name) {
      const found = find(guildId, name);
      return found ? copyOf(found) : null;
    },

    async snippets(guildId, part, limit, offset) {
      const matching = ofGuild(guildId)
        .filter(({ name }) => name.includes(part))
        .sort((a, b) => a.name.indexOf(part) - b.name.indexOf(part) || (a.name < b.name ? -1 : 1));
      return { snippets: matching.slice(offset, offset + limit).map(copyOf), total: matching.length };
    },

    async changeSnippet(change, limit) {
      const { id, guildId, name, from, to, by, at } = structuredClone(change);
      if (snippetChanges.some((known) => known.guildId === guildId && known.name === name && known.id === id)) {
        return "changed";
      }
      const was = find(guildId, name);
      if ((was?.version ?? null) !== from) return "conflict";
      if (!was && ofGuild(guildId).length >= limit) return "full";
      snippetChanges.push({ guildId, name, id, from: was ? bodyOf(was) : null, to, by, at });
      if (was) snippets.splice(snippets.indexOf(was), 1);
      if (to) snippets.push({ guildId, name, version: id, ...to });
      return "changed";
    },

    async snippetChanges(guildId, name, limit) {
      return snippetChanges
        .filter((change) => change.guildId === guildId && change.name === name)
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map(({ guildId: _, name: __, ...change }) => structuredClone(change));
    },
  };
}
