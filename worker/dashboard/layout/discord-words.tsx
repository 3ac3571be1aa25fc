// Our own sentences for Discord (bold, code, mentions of roles and channels) as markup: the same words in both places.

import type { ComponentChild } from "preact";
import type { SetupFacts } from "../../domain/setup-check.ts";

const PARTS = /\*\*(.+?)\*\*|`([^`]+)`|<#(\d+)>|<@&(\d+)>/g;

/** Names are looked up in `facts`; what isn't there is named by its id. Never for what people write. */
export function DiscordWords({ text, facts }: { text: string; facts?: SetupFacts }) {
  const parts: ComponentChild[] = [];
  let from = 0;
  for (const found of text.matchAll(PARTS)) {
    const [whole, bold, code, channelId, roleId] = found;
    parts.push(text.slice(from, found.index));
    from = found.index + whole.length;
    // Bold words may hold a mention.
    if (bold !== undefined) parts.push(<strong>{bold}</strong>);
    else if (code !== undefined) parts.push(<code>{code}</code>);
    else if (channelId !== undefined) parts.push(<strong>#{nameOf(channelId, facts?.channels)}</strong>);
    else if (roleId !== undefined) parts.push(<strong>@{nameOf(roleId, facts?.guild.roles)}</strong>);
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}

const nameOf = (id: string, known: readonly { id: string; name: string }[] = []): string =>
  known.find((one) => one.id === id)?.name ?? id;
