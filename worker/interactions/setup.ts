// `/modmail setup`: with options it sets what is given; without, it opens a panel that shows the six settings and
// changes them. Both answer with the panel. Who may: Manage Server or the admin role, asked at every press.

import { ApplicationCommandOptionType, ChannelType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import type { MessageView } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { createdNotice, refusedNotice, setupView } from "../discord/views/setup.ts";
import { LOGS_CHANNEL_TYPES } from "../discord/views/setup-controls.ts";
import { texts } from "../discord/views/texts.ts";
import { ANONYMOUS, PREFIX_LIMIT, RETENTION_LIMIT } from "../domain/settings.ts";
import type { SetupReport } from "../domain/setup-report.ts";
import { TEXT_LIMIT } from "../domain/user-text.ts";
import { checkGuild } from "../threads/check-setup.ts";
import { configure } from "../threads/configure.ts";
import { createMissing } from "../threads/create-missing.ts";
import { retryWaiting } from "../threads/retry-waiting.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { changeByOptions, type Wanted, wantedByComponent } from "./setup-wishes.ts";
import { refused, staffInServer } from "./staff.ts";

export const setupFeature: Feature = {
  name: "setup",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "setup",
      description: "Configure Modmail for this server; without options, opens a panel",
      options: [
        {
          type: ApplicationCommandOptionType.Role,
          name: "staff-role",
          description: "Who may see and answer threads",
        },
        {
          type: ApplicationCommandOptionType.Role,
          name: "admin-role",
          description: "Who has full access to all threads and may configure Modmail",
        },
        {
          type: ApplicationCommandOptionType.Channel,
          name: "category",
          description: "Where threads get their channels",
          channel_types: [ChannelType.GuildCategory],
        },
        {
          type: ApplicationCommandOptionType.Channel,
          name: "logs-channel",
          description: "Where opened and closed threads and transcripts are posted",
          channel_types: [...LOGS_CHANNEL_TYPES],
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "reply-command",
          description: "True: staff answer with !r or !reply. False: what they type goes to the user",
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "enabled",
          description: "Switch Modmail on or off",
        },
        {
          type: ApplicationCommandOptionType.String,
          name: "prefix",
          description: "What typed staff commands begin with; ! unless you choose otherwise",
          max_length: PREFIX_LIMIT,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: "anonymous",
          description: "Whether users see who of staff answers them",
          choices: ANONYMOUS.map((value) => ({ name: texts.setup.anonymous[value], value })),
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "mirror-typing",
          description: "Show each side that the other is typing",
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: "users-may-close",
          description: "Let users close their own threads",
        },
        {
          type: ApplicationCommandOptionType.String,
          name: "greeting",
          description: 'Told to users when a thread opens; {{user}} and {{server}} are filled in; "default": our own',
          max_length: TEXT_LIMIT,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: "closing",
          description: 'Told to users when a thread closes; {{user}} and {{server}} are filled in; "default": our own',
          max_length: TEXT_LIMIT,
        },
        {
          type: ApplicationCommandOptionType.Integer,
          name: "retention-days",
          description: "Days after closing until a thread's messages, files and transcript are deleted; 0 keeps them",
          min_value: 0,
          max_value: RETENTION_LIMIT,
        },
      ],
    },
    handle: (asked, app) =>
      asAdmin(asked, app, (guildId) => {
        const change = changeByOptions(asked.options);
        if (!change.ok) return refused(change.error);
        const wanted: Wanted = Object.keys(change.value).length === 0 ? "show" : change.value;
        return {
          answer: "defer",
          ephemeral: true,
          after: async () => ({ edit: await panel(asked, app, guildId, wanted) }),
        };
      }),
  },

  component: (asked, app) =>
    asAdmin(asked, app, (guildId) => {
      const wanted = wantedByComponent(asked.args, asked.values);
      if (wanted === null) return refused({ reason: "made-up" });
      return { answer: "defer-update", after: async () => ({ edit: await panel(asked, app, guildId, wanted) }) };
    }),
};

async function asAdmin(asked: Asked, app: App, go: (guildId: string) => Answer): Promise<Answer> {
  const admin = await staffInServer(asked, app, "admin");
  return admin.ok ? go(admin.value.guildId) : refused(admin.error);
}

async function panel({ person }: Asked, app: App, guildId: string, wanted: Wanted): Promise<MessageView> {
  if (wanted === "show") {
    const checked = await checkGuild(app, guildId);
    return checked.ok ? shown(app, checked.value) : refusalView(checked.error);
  }
  const by = { id: person.id, name: person.name, via: "command" } as const;
  if (wanted === "create") {
    const created = await createMissing(app, guildId, by);
    return created.ok ? shown(app, created.value.report, createdNotice(created.value)) : refusalView(created.error);
  }
  const configured = await configure(app, guildId, wanted, { by });
  if (!configured.ok) return refusalView(configured.error);
  const { report, refused } = configured.value;
  return shown(app, report, refused === null ? texts.setup.saved : refusedNotice(refused, report.botRole));
}

function shown(app: App, report: SetupReport, notice?: string): MessageView {
  retryWaiting(app, report);
  return setupView(report, notice);
}
