// `/modmail setup`: with options it sets what is given; without, it opens a panel that shows the six settings and
// changes them. Both answer with the panel. Who may: Manage Server or the admin role, asked at every press.

import { ApplicationCommandOptionType, ChannelType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import type { MessageView } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { createdNotice, refusedNotice, setupView } from "../discord/views/setup.ts";
import { LOGS_CHANNEL_TYPES } from "../discord/views/setup-controls.ts";
import { texts } from "../discord/views/texts.ts";
import { isSnowflake } from "../domain/message.ts";
import {
  ANONYMOUS,
  PREFIX_LIMIT,
  RETENTION_LIMIT,
  readPrefix,
  readRetention,
  readText,
  type SettingsChange,
  TEXT_LIMIT,
} from "../domain/settings.ts";
import type { SetupReport } from "../domain/setup-report.ts";
import { checkGuild } from "../threads/check-setup.ts";
import { configure } from "../threads/configure.ts";
import { createMissing } from "../threads/create-missing.ts";
import { retryWaiting } from "../threads/retry-waiting.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
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
          description: 'What users are told when a thread opens; "default" brings the bot\'s own text back',
          max_length: TEXT_LIMIT,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: "closing",
          description: 'What users are told when a thread closes; "default" brings the bot\'s own text back',
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
        if (typeof change === "string") return refused({ reason: change });
        const wanted: Wanted = Object.keys(change).length === 0 ? "show" : change;
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

type Wanted = SettingsChange | "show" | "create";

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

/** Or why not; "made-up" are values that Discord's own clients don't send. */
function changeByOptions(options: Asked["options"]): SettingsChange | "made-up" | "bad-prefix" {
  const change: SettingsChange = {};
  for (const [name, value] of Object.entries(options)) {
    const changed =
      typeof value === "boolean"
        ? switched(name, value)
        : typeof value === "number"
          ? counted(name, value)
          : (written(name, value) ?? chosen(name, value));
    if (changed === null) return "made-up";
    if (changed === "bad-prefix") return changed;
    Object.assign(change, changed);
  }
  return change;
}

function counted(name: string, value: number): SettingsChange | null {
  const days = name === "retention-days" ? readRetention(value) : null;
  return days?.ok ? { retentionDays: days.value } : null;
}

/** null: this option isn't a text, or its text is one that Discord's own clients don't send. */
function written(name: string, text: string): SettingsChange | "bad-prefix" | null {
  switch (name) {
    case "prefix": {
      const prefix = readPrefix(text);
      return prefix.ok ? { prefix: prefix.value } : "bad-prefix";
    }
    case "anonymous": {
      const anonymous = ANONYMOUS.find((value) => value === text);
      return anonymous === undefined ? null : { anonymous };
    }
    case "greeting":
    case "closing": {
      const read = readText(text);
      return read.ok ? { [name]: read.value } : null;
    }
    default:
      return null;
  }
}

function wantedByComponent([what, state]: readonly string[], values: readonly string[]): Wanted | null {
  if (what === undefined) return null;
  if (what === "show" || what === "create") return what;
  if (state === "on" || state === "off") return switched(what, state === "on");
  return values.length > 1 ? null : chosen(what, values[0] ?? null);
}

function switched(what: string, on: boolean): SettingsChange | null {
  switch (what) {
    case "enabled":
      return { enabled: on };
    case "reply-command":
      return { replyCommand: on };
    case "mirror-typing":
      return { mirrorTyping: on };
    case "users-may-close":
      return { usersMayClose: on };
    default:
      return null;
  }
}

/** `id` null takes the choice back. */
function chosen(what: string, id: unknown): SettingsChange | null {
  if (id !== null && (typeof id !== "string" || !isSnowflake(id))) return null;
  switch (what) {
    case "staff-role":
      return { staffRoleId: id };
    case "admin-role":
      return { adminRoleId: id };
    case "category":
      return { categoryId: id };
    case "logs-channel":
      return { logsChannelId: id };
    default:
      return null;
  }
}
