// Ports for the setup's verbs: settings in memory, and a server that takes channels like Discord.

import type { ChannelFacts } from "../../../worker/domain/permissions.ts";
import type { DiscordRefusal } from "../../../worker/domain/refusal.ts";
import { no, ok, type Result } from "../../../worker/domain/result.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import type { NewChannel } from "../../../worker/domain/setup-channels.ts";
import type { SetupFacts } from "../../../worker/domain/setup-check.ts";
import type { NotHere, SetupPorts } from "../../../worker/threads/check-setup.ts";
import type { Store } from "../../../worker/threads/ports.ts";
import { sampleFacts } from "../domain/setup-sample.ts";
import { createMemoryStore } from "../ports/memory-store.ts";
import { emptyTables } from "../ports/memory-tables.ts";

export interface Desk extends SetupPorts {
  store: Store;
  /** What Discord says of the server; channels that are made appear in it. */
  found: Result<SetupFacts, NotHere>;
  /** Channel ids that Discord was asked about, call by call. */
  askedFor: string[][];
  made: NewChannel[];
  deleted: string[];
  /** Discord's answers to the next channels, instead of making them. */
  refusals: (DiscordRefusal | null)[];
  /** Happens once, before the next save. */
  meanwhile(what: () => Promise<void>): void;
  channels(): ChannelFacts[];
}

export function setupDesk(start: { saved?: Settings; found?: Result<SetupFacts, NotHere> } = {}): Desk {
  const tables = emptyTables();
  if (start.saved) tables.guilds.set(start.saved.guildId, start.saved);
  const memory = createMemoryStore(tables);
  let nextId = 500_000_000_000_000_000n;
  let first: (() => Promise<void>) | null = null;

  const desk: Desk = {
    found: start.found ?? ok(sampleFacts()),
    askedFor: [],
    made: [],
    deleted: [],
    refusals: [],
    meanwhile(what) {
      first = what;
    },
    channels: () => (desk.found.ok ? desk.found.value.channels : []),
    now: () => 0,
    store: {
      ...memory,
      async saveSettings(before, settings, by, now) {
        const interrupting = first;
        first = null;
        await interrupting?.();
        return memory.saveSettings(before, settings, by, now);
      },
    },
    discord: {
      async setupFacts(_guildId, channelIds) {
        desk.askedFor.push([...channelIds]);
        return desk.found;
      },
      async createChannel(_guildId, channel) {
        const refusal = desk.refusals.shift();
        if (refusal) return no(refusal);
        desk.made.push(channel);
        const facts: ChannelFacts = {
          id: String(nextId++),
          name: channel.name,
          type: channel.kind === "category" ? 4 : 0,
          parentId: channel.parentId,
          overwrites: channel.overwrites,
        };
        setChannels([...desk.channels(), facts]);
        return ok(facts);
      },
      async deleteChannel(channelId) {
        desk.deleted.push(channelId);
        setChannels(desk.channels().filter((channel) => channel.id !== channelId));
        return ok(undefined);
      },
    },
  };
  const setChannels = (channels: ChannelFacts[]) => {
    if (desk.found.ok) desk.found = ok({ ...desk.found.value, channels });
  };
  return desk;
}
