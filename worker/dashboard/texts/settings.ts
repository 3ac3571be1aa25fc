// The settings' page and its form: what each setting is called, does, and says when it can't be.

import { texts } from "../../discord/views/texts.ts";
import type { SettingName } from "../../domain/settings-log.ts";

const setup = texts.setup;

interface FieldText {
  label: string;
  /** On the form, where it isn't the same. */
  action?: string;
  hint: string;
}

export const settings = {
  tab: "Settings",
  configure: "Configure",
  title: "Settings",
  formTitle: "Configure Modmail",
  save: "Save",
  cancel: "Cancel",
  create: setup.create,
  createHint:
    "No category or no logs channel yet? Choose the staff role, and Modmail makes what is missing, seen by staff, admins and itself only.",
  required: "needed to switch Modmail on",
  optional: "optional",

  state: {
    works: { title: "Modmail is on", text: "Everything it needs is in place." },
    broken: { title: "Modmail is on, but it can't work", text: "Until this is fixed, messages wait:" },
    ready: { title: "Modmail is off", text: "Everything it needs is in place: press Configure and switch it on." },
    notReady: { title: "Modmail is off", text: "Before it can be switched on:" },
  },
  goodToKnow: "Good to know",

  groups: {
    main: "Basics",
    staff: "How staff answer",
    users: "What users see",
    keeping: "Keeping",
  },

  field: {
    enabled: {
      label: setup.enabled,
      action: "Enable Modmail",
      hint: "Members can write to the bot, and their messages reach your staff.",
    },
    staffRoleId: { label: setup.field["staff-role"], hint: "Who sees the threads and answers them." },
    adminRoleId: {
      label: setup.field["admin-role"],
      hint: "Who has full access to all threads and to these settings.",
    },
    categoryId: { label: setup.field.category, hint: "Each thread gets a channel of its own in it." },
    logsChannelId: {
      label: setup.field["logs-channel"],
      hint: "Where opened and closed threads and their transcripts are posted.",
    },
    replyCommand: {
      label: setup.replyCommand,
      hint: "On: only what staff write behind the prefix goes to the user. Off: everything they type does.",
    },
    prefix: { label: setup.prefix, hint: "What typed staff commands begin with: with ! it is !r and !reply." },
    anonymous: { label: setup.anonymousReplies, hint: "Whether users see who of staff answers them." },
    mirrorTyping: { label: setup.mirrorTyping, hint: "Each side sees when the other is typing." },
    usersMayClose: { label: setup.usersMayClose, hint: "Users may close their own threads." },
    greeting: { label: setup.greeting, hint: "What users are told when their thread opens. Left empty, Modmail says:" },
    closing: { label: setup.closing, hint: "What users are told when their thread closes. Left empty, Modmail says:" },
    retentionDays: {
      label: setup.retention,
      hint: "Days after closing until messages, files and the transcript are deleted. Left empty, they are kept for good.",
    },
  } as Record<SettingName, FieldText>,

  anonymous: {
    off: "Users see who answers",
    default: "Hidden, unless a reply asks otherwise",
    forced: "Always hidden",
  },

  on: "On",
  off: "Off",
  none: "None",
  notChosen: "Not chosen yet",
  ownText: "Modmail's own text",
  days: setup.retentionDays,
  deletedRole: "Deleted role",
  deletedChannel: "Deleted channel",
  hiddenChannel: "A channel that Modmail can't see",
  full: "full",
  lacks: "Modmail lacks permissions there",

  error: {
    title: "Nothing was saved",
    now: "What keeps Modmail from working",
    notMade: "Nothing was made",
    choice: "Choose one of the list.",
    prefix: texts.refusals.badPrefix,
    tooLong: (limit: number) => `At most ${limit} characters.`,
    variable: ({ variable, known }: { variable: string; known: readonly string[] }) =>
      `${variable} isn't a variable. There are ${known.map((name) => `{{${name}}}`).join(" and ")}.`,
    days: (limit: number) => `A whole number of days up to ${limit}, or nothing.`,
  },

  notice: {
    saved: "Saved.",
    unchanged: "Nothing was changed, so nothing was saved.",
    made: "Made what was missing, and chose it.",
    adopted: "Chosen: what Modmail had made before.",
    complete: "Nothing is missing: category and logs channel are there.",
  },

  conflict: {
    title: "Somebody else changed the settings while you were here",
    text: "Nothing of yours is saved yet. The form below has their changes, with yours on top. Look it through, then save.",
    reload: "The settings have been changed too often since you opened this form. Begin again with what is below.",
  },

  log: {
    title: "Changes",
    none: "Nobody has changed anything yet.",
    from: "from",
    to: "to",
    via: { command: "by command", dashboard: "in the dashboard" },
  },
} as const;

export type SettingsNotice = keyof typeof settings.notice;
