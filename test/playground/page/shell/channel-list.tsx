// The open server's channels under their categories, or the direct messages. Unread channels are bold.

import { useState } from "preact/hooks";
import type { ChannelView, GuildView, MemberView, PersonView } from "../../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";

const CATEGORY = 4;

interface ChannelListProps {
  view: PersonView;
  guild: GuildView | null;
  bot: MemberView;
  openChannel: string;
  unread: ReadonlySet<string>;
  onOpen(channelId: string): void;
}

export function ChannelList({ view, guild, bot, openChannel, unread, onOpen }: ChannelListProps) {
  const item = (channel: ChannelView, face: preact.ComponentChildren) => (
    <li key={channel.id}>
      <button
        type="button"
        class={unread.has(channel.id) ? "channel unread" : "channel"}
        aria-current={channel.id === openChannel ? "page" : undefined}
        aria-label={unread.has(channel.id) ? `${channel.name}, unread` : channel.name}
        onClick={() => onOpen(channel.id)}
      >
        {face}
      </button>
    </li>
  );
  if (!guild) {
    return (
      <nav class="channels" aria-label="Direct messages">
        <h2 class="server-name">Direct messages</h2>
        <ul>
          {item(
            view.dm,
            <>
              <Avatar id={bot.id} name={bot.name} bot size={28} />
              <span class="channel-name">{bot.name}</span>
              <span class="app-tag">APP</span>
            </>,
          )}
        </ul>
      </nav>
    );
  }
  const textItem = (channel: ChannelView) =>
    item(
      channel,
      <>
        <Icon name="hash" size={18} />
        <span class="channel-name">{channel.name}</span>
      </>,
    );
  const within = (parentId: string | null) =>
    guild.channels.filter((channel) => channel.type !== CATEGORY && channel.parentId === parentId);
  return (
    <nav class="channels" aria-label={`Channels of ${guild.name}`}>
      <h2 class="server-name">{guild.name}</h2>
      <ul>{within(null).map(textItem)}</ul>
      {guild.channels
        .filter(({ type }) => type === CATEGORY)
        .map((category) => (
          <Category
            key={category.id}
            name={category.name}
            channels={within(category.id)}
            keep={[openChannel, ...unread]}
          >
            {textItem}
          </Category>
        ))}
    </nav>
  );
}

interface CategoryProps {
  name: string;
  channels: ChannelView[];
  /** Channels that stay in sight while the category is folded. */
  keep: string[];
  children(channel: ChannelView): preact.ComponentChildren;
}

function Category({ name, channels, keep, children }: CategoryProps) {
  const [open, setOpen] = useState(true);
  const shown = open ? channels : channels.filter(({ id }) => keep.includes(id));
  return (
    <section class="category">
      <h3>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="chevron" size={12} />
          {name}
        </button>
      </h3>
      <ul>{shown.map(children)}</ul>
    </section>
  );
}
