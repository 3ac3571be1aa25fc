// The column of servers: direct messages on top, then each server by its initials, with a mark for what is unread.

import type { GuildView } from "../../wire.ts";
import { colourOf, initials } from "./avatar.tsx";
import { Icon } from "./icon.tsx";

interface ServerRailProps {
  guilds: GuildView[];
  /** Null is the DM. */
  openGuild: string | null;
  dmUnread: boolean;
  unread: ReadonlySet<string>;
  onOpen(guildId: string | null): void;
}

export function ServerRail({ guilds, openGuild, dmUnread, unread, onOpen }: ServerRailProps) {
  return (
    <nav class="rail" aria-label="Servers">
      <RailButton label="Direct messages" open={openGuild === null} unread={dmUnread} onOpen={() => onOpen(null)}>
        <Icon name="envelope" size={24} />
      </RailButton>
      <hr />
      {guilds.map((guild) => (
        <RailButton
          key={guild.id}
          label={guild.name}
          colour={colourOf(guild.name)}
          open={openGuild === guild.id}
          unread={guild.channels.some(({ id }) => unread.has(id))}
          onOpen={() => onOpen(guild.id)}
        >
          {initials(guild.name, 2)}
        </RailButton>
      ))}
    </nav>
  );
}

interface RailButtonProps {
  label: string;
  colour?: string;
  open: boolean;
  unread: boolean;
  children: preact.ComponentChildren;
  onOpen(): void;
}

function RailButton({ label, colour, open, unread, children, onOpen }: RailButtonProps) {
  const state = [open && "open", unread && "unread"].filter(Boolean).join(" ");
  return (
    <span class={`rail-item ${state}`}>
      <button
        type="button"
        title={label}
        aria-label={unread ? `${label}, unread` : label}
        aria-current={open ? "page" : undefined}
        style={colour ? { "--server": colour } : {}}
        onClick={onOpen}
      >
        {children}
      </button>
    </span>
  );
}
