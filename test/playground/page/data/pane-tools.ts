// What the parts of a pane may ask of it: names behind ids, and doing things as its person. The pane provides it.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Action, ActionAnswer, GuildView, MemberView, PersonCard, PersonView, World } from "../../wire.ts";

export interface PaneTools {
  world: World;
  me: PersonCard;
  view: PersonView;
  /** The server that is open; null in the DM. */
  guild: GuildView | null;
  channelId: string;
  /**
   * Does it as this person. Opens the form that came back, shows a failure as a notice, and resolves to whether
   * Discord took it.
   */
  perform(action: Action, files?: File[]): Promise<boolean>;
  /** As `perform`, but leaves the answer to the caller; throws Refused. */
  ask(action: Action, files?: File[]): Promise<ActionAnswer>;
  goTo(channelId: string): void;
  reply(messageId: string): void;
}

export const PaneContext = createContext<PaneTools | null>(null);

export function usePane(): PaneTools {
  const tools = useContext(PaneContext);
  if (!tools) throw new Error("This part must be inside a pane.");
  return tools;
}

export function memberOf({ guild, world, view }: PaneTools, userId: string): MemberView | undefined {
  const everywhere = view.guilds.flatMap(({ members }) => members);
  return [...(guild?.members ?? []), ...everywhere, ...world.people, world.bot].find(({ id }) => id === userId);
}

/** CSS colour of the highest coloured role, as Discord paints names; undefined when there is none. */
export function nameColor(guild: GuildView | null, userId: string): string | undefined {
  const roleIds = guild?.members.find(({ id }) => id === userId)?.roleIds ?? [];
  const [top] = (guild?.roles ?? [])
    .filter(({ id, color }) => color !== 0 && roleIds.includes(id))
    .sort((a, b) => b.position - a.position);
  return top && cssColor(top.color);
}

export function cssColor(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, "0")}`;
}
