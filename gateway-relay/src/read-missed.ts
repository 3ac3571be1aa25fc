// A page of a channel's messages, as the events that the gateway would have dispatched. Spools nothing and tries nothing
// twice: see catch-up.ts.

import {
  type APIGuildMember,
  type APIMessage,
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  GatewayOpcodes,
} from "discord-api-types/v10";
import { NoAnswer, type ReadDiscord } from "./discord-reader.ts";
import type { MissedChannel } from "./gap-spool.ts";
import { type SelectedEvent, selectEvent } from "./select-event.ts";

/** As many as Discord gives at once. */
const PAGE = 100;
const UNKNOWN_CHANNEL = 10_003;

export interface MissedPage {
  /** Oldest first. */
  events: SelectedEvent[];
  /** The message up to which the channel is read now; null when that is all of it. */
  after: string | null;
  /** Messages of a shape that nobody foresaw. */
  unreadable: number;
}

export class MissedReader {
  readonly #read: ReadDiscord;
  /** Staff write more than once, and their roles hardly change while one catches up. */
  readonly #roles = new Map<string, readonly string[]>();

  constructor(read: ReadDiscord) {
    this.#read = read;
  }

  /** Rejects with NoAnswer when Discord's answer can't be used. */
  async page({ channelId, guildId, after }: MissedChannel, signal: AbortSignal): Promise<MissedPage> {
    const page = await this.#read(`/channels/${channelId}/messages?after=${after}&limit=${PAGE}`, signal);
    if (page.result === "closed") {
      const wasDeleted = page.code === UNKNOWN_CHANNEL && guildId !== null;
      return { events: wasDeleted ? deletionOf(channelId, guildId) : [], after: null, unreadable: 0 };
    }
    if (!Array.isArray(page.json) || !page.json.every(hasId)) throw new NoAnswer("not a list of messages", 200, null);
    const messages = (page.json as APIMessage[]).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const events: SelectedEvent[] = [];
    let unreadable = 0;
    for (const message of messages) {
      const data = { ...message } as GatewayMessageCreateDispatchData;
      const selected = select(guildId === null ? data : { ...data, guild_id: guildId });
      if (selected === "unreadable") unreadable += 1;
      if (selected === "unreadable" || selected === null) continue;
      // REST leaves out that the author is a member, which staff's rights follow from.
      if (guildId !== null && selected.event.type === "MESSAGE_CREATE") {
        const roles = await this.#rolesOf(guildId, message.author.id, signal);
        selected.event.data.member = { roles } as APIGuildMember;
      }
      events.push(selected);
    }
    const newest = messages.length < PAGE ? undefined : messages.at(-1);
    return { events, after: newest?.id ?? null, unreadable };
  }

  /** None when the author isn't in the server any more: what they wrote is kept, and they have no rights. */
  async #rolesOf(guildId: string, userId: string, signal: AbortSignal): Promise<readonly string[]> {
    const key = `${guildId}/${userId}`;
    const known = this.#roles.get(key);
    if (known !== undefined) return known;
    const member = await this.#read(`/guilds/${guildId}/members/${userId}`, signal);
    const roles = member.result === "read" ? ((member.json as Partial<APIGuildMember> | null)?.roles ?? []) : [];
    this.#roles.set(key, roles);
    return roles;
  }
}

const hasId = (message: { id?: unknown } | null): boolean =>
  typeof message?.id === "string" && /^\d{1,20}$/.test(message.id);

function select(d: GatewayMessageCreateDispatchData): SelectedEvent | null | "unreadable" {
  try {
    return selectEvent({ op: GatewayOpcodes.Dispatch, s: 0, t: GatewayDispatchEvents.MessageCreate, d });
  } catch {
    return "unreadable";
  }
}

/** A thread's channel that is gone was deleted meanwhile. */
function deletionOf(channelId: string, guildId: string): SelectedEvent[] {
  const d = { id: channelId, guild_id: guildId } as GatewayChannelDeleteDispatchData;
  const deletion = selectEvent({ op: GatewayOpcodes.Dispatch, s: 0, t: GatewayDispatchEvents.ChannelDelete, d });
  return deletion === null ? [] : [deletion];
}
