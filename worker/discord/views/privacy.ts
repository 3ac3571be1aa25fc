// A person's own data: what is kept of it where, the question before it is erased, and the receipt.

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Went } from "../../domain/erasure.ts";
import type { KeptInGuild, KeptOfPerson } from "../../threads/ports.ts";
import { customId } from "./custom-id.ts";
import { COLOURS, cut, type MessageView, NO_PINGS } from "./layout.ts";
import { texts } from "./texts.ts";

const t = texts.privacy;
/** Of 25 fields (Discord: resources/message#embed-limits), two are for what isn't a server. */
const MOST_SERVERS = 20;

export function keptView({ guilds, undecided }: KeptOfPerson, pageUrl: string): MessageView {
  const others = guilds.length - MOST_SERVERS;
  const lines = [
    guilds.length === 0 ? t.nothing : t.lead,
    ...(undecided > 0 ? [t.undecided(undecided)] : []),
    t.page(pageUrl),
  ];
  return {
    embeds: [
      {
        title: t.title,
        color: COLOURS.neutral,
        description: lines.join("\n"),
        fields: [
          ...guilds.slice(0, MOST_SERVERS).map((kept) => ({ name: cut(kept.guildName, 100), value: serverText(kept) })),
          { name: t.also, value: [...(others > 0 ? [t.otherServers(others)] : []), t.alsoKept].join("\n") },
        ],
      },
    ],
    components: [buttons([ButtonStyle.Primary, t.sendData, "data"], [ButtonStyle.Danger, t.erase, "erase"])],
    allowed_mentions: NO_PINGS,
  };
}

const serverText = ({ threads, openThreads, messages, files, firstAt, retentionDays }: KeptInGuild): string =>
  [
    `${t.server(threads, openThreads, messages, files)}, ${t.since(firstAt)};`,
    retentionDays === null ? t.keptForGood : t.keptFor(retentionDays),
  ].join(" ");

export function confirmView({ guilds }: KeptOfPerson): MessageView {
  const threads = guilds.reduce((sum, kept) => sum + kept.threads, 0);
  const open = guilds.reduce((sum, kept) => sum + kept.openThreads, 0);
  return {
    embeds: [{ title: t.confirmTitle, color: COLOURS.trouble, description: t.confirm(threads, open) }],
    components: [buttons([ButtonStyle.Danger, t.confirmYes, "confirm"], [ButtonStyle.Secondary, t.confirmNo, "show"])],
    allowed_mentions: NO_PINGS,
  };
}

/** `guildName` null: everywhere. */
export function receiptView(went: Went, guildName: string | null): MessageView {
  const gone = [
    ...(went.threads + went.messages > 0 ? [t.wentThreads(went.threads, went.messages, went.files)] : []),
    ...(went.logEntries > 0 ? [t.wentLogs(went.logEntries)] : []),
    ...(went.notes > 0 ? [t.wentNotes(went.notes)] : []),
    guildName === null ? t.wentRest : t.wentRestHere,
  ];
  const stays = [
    ...(went.threads > 0 ? [t.staysRows] : []),
    ...(went.logEntriesLeft > 0 ? [t.staysLogs(went.logEntriesLeft)] : []),
    t.staysDiscord,
    t.staysRelay,
  ];
  return {
    embeds: [
      {
        title: t.erasedTitle,
        color: COLOURS.closed,
        ...(guildName === null ? {} : { description: t.erasedIn(guildName) }),
        fields: [
          { name: t.went, value: gone.join("\n") },
          { name: t.stays, value: stays.join("\n") },
        ],
      },
    ],
    allowed_mentions: NO_PINGS,
  };
}

type Button = [style: APIButtonComponentWithCustomId["style"], label: string, argument: string];

const buttons = (...some: Button[]): APIActionRowComponent<APIButtonComponentWithCustomId> => ({
  type: ComponentType.ActionRow,
  components: some.map(([style, label, argument]) => ({
    type: ComponentType.Button,
    style,
    label,
    custom_id: customId("privacy", argument),
  })),
});
