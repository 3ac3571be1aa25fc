// A page of a channel's messages, as the events that the gateway would have dispatched. Spools nothing and tries nothing
// twice: see catch-up.ts.

import {
  type APIGuildMember,
  type APIMessage,
  type GatewayChannelDeleteDispatchData,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayOpcodes,
} from "discord-api-types/v10";
import { NoAnswer, type ReadDiscord } from "./discord-reader.ts";
import type { MissedChannel } from "./gap-spool.ts";
import { type SelectedEvent, selectEvent } from "./select-event.ts";
import { laterOf } from "./snowflake.ts";

/** As many as Discord gives at once. */
const PAGE = 100;
const UNKNOWN_CHANNEL = 10_003;

export interface MissedPage {
  /** In the order in which they are to be delivered. */
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
  async page(channel: MissedChannel, signal: AbortSignal): Promise<MissedPage> {
    const { channelId, after, open } = channel;
    let newest = after;
    if (open !== null) {
      // Mostly the latest messages hold all that was missed, and edits and deletions are looked for among them anyhow.
      const latest = await this.#list(channelId, "", signal);
      if (latest === "gone" || latest === "closed") return this.#end(channel, latest);
      if (latest.length < PAGE || isUpTo(latest[0], after)) return this.#latest(channel, open, latest, signal);
      newest = latest.at(-1)?.id ?? after;
    }
    const page = await this.#list(channelId, `after=${after}&`, signal);
    if (page === "gone" || page === "closed") return this.#end(channel, page);
    const found = await this.#events(channel, "MESSAGE_CREATE", page, signal);
    // Where edits are looked for, the latest messages come last, whatever this page holds.
    const isLast = page.length < PAGE && open === null;
    return { ...found, after: isLast ? null : (page.at(-1)?.id ?? newest) };
  }

  async #latest(
    channel: MissedChannel,
    { userId, editedSince }: NonNullable<MissedChannel["open"]>,
    latest: readonly APIMessage[],
    signal: AbortSignal,
  ): Promise<MissedPage> {
    const isMissed = (message: APIMessage) => !isUpTo(message, channel.after);
    const wasEdited = ({ edited_timestamp: at }: APIMessage) => at !== null && Date.parse(at) >= editedSince;
    const created = await this.#events(channel, "MESSAGE_CREATE", latest.filter(isMissed), signal);
    const edited = await this.#events(channel, "MESSAGE_UPDATE", latest.filter(wasEdited), signal);
    return {
      events: [...created.events, ...edited.events, ...seen(channel, userId, latest)],
      after: null,
      unreadable: created.unreadable + edited.unreadable,
    };
  }

  #end({ channelId, guildId }: MissedChannel, why: "gone" | "closed"): MissedPage {
    const wasDeleted = why === "gone" && guildId !== null;
    return { events: wasDeleted ? deletionOf(channelId, guildId) : [], after: null, unreadable: 0 };
  }

  /** Oldest first. */
  async #list(channelId: string, which: string, signal: AbortSignal): Promise<APIMessage[] | "gone" | "closed"> {
    const page = await this.#read(`/channels/${channelId}/messages?${which}limit=${PAGE}`, signal);
    if (page.result === "closed") return page.code === UNKNOWN_CHANNEL ? "gone" : "closed";
    if (!Array.isArray(page.json) || !page.json.every(hasId)) throw new NoAnswer("not a list of messages", 200, null);
    return (page.json as APIMessage[]).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  async #events(
    { guildId }: MissedChannel,
    type: "MESSAGE_CREATE" | "MESSAGE_UPDATE",
    messages: readonly APIMessage[],
    signal: AbortSignal,
  ): Promise<Pick<MissedPage, "events" | "unreadable">> {
    const events: SelectedEvent[] = [];
    let unreadable = 0;
    for (const message of messages) {
      const selected = select(type, guildId === null ? { ...message } : { ...message, guild_id: guildId });
      if (selected === "unreadable") unreadable += 1;
      if (selected === "unreadable" || selected === null) continue;
      // REST leaves out that the author is a member, which staff's rights follow from.
      if (guildId !== null && "author" in selected.event.data) {
        const roles = await this.#rolesOf(guildId, message.author.id, signal);
        selected.event.data.member = { roles } as APIGuildMember;
      }
      events.push(selected);
    }
    return { events, unreadable };
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

const isUpTo = (message: APIMessage | undefined, id: string): boolean =>
  message !== undefined && BigInt(message.id) <= BigInt(id);

/** A thing that the gateway didn't dispatch, as if it had; it belongs to no place in a session. */
const asDispatch = (t: string, d: object) => ({ op: GatewayOpcodes.Dispatch, s: 0, t, d }) as GatewayDispatchPayload;

function select(type: string, message: object): SelectedEvent | null | "unreadable" {
  try {
    return selectEvent(asDispatch(type, message), null);
  } catch {
    return "unreadable";
  }
}

/** A thread's channel that is gone was deleted meanwhile. */
function deletionOf(channelId: string, guildId: string): SelectedEvent[] {
  const d = { id: channelId, guild_id: guildId } as GatewayChannelDeleteDispatchData;
  const deletion = selectEvent(asDispatch(GatewayDispatchEvents.ChannelDelete, d), null);
  return deletion === null ? [] : [deletion];
}

/** The message up to which all is seen comes first in the id, which is what the order of a channel's events goes by. */
function seen(channel: MissedChannel, userId: string, latest: readonly APIMessage[]): SelectedEvent[] {
  const { channelId, guildId } = channel;
  const ids = latest.map(({ id }) => id);
  const [oldest, newest] = [ids[0], ids.at(-1)];
  // Where the bot may not read the history, Discord gives an empty list, which says nothing about what was deleted.
  if (oldest === undefined || newest === undefined) return [];
  // Of what is older than a full page nothing is known.
  const after = ids.length < PAGE ? "0" : oldest;
  // What was written last may be what was deleted.
  const upTo = laterOf(newest, channel.upTo);
  const data = { channel_id: channelId, guild_id: guildId, user_id: userId, ids, after, up_to: upTo };
  return [
    {
      id: `channel-seen:${upTo}:${newest}:${oldest}:${ids.length}`,
      channelId,
      needsThreadChannel: guildId !== null,
      event: { type: "CHANNEL_SEEN", data },
    },
  ];
}
