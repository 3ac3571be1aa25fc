// The setup panel and the status: the six settings, what keeps them from working and where to mend it.

import type { APIEmbedField } from "discord-api-types/v10";
import type { Field, Problem } from "../../domain/setup-check.ts";
import type { Created, SetupReport } from "../../domain/setup-report.ts";
import { COLOURS, cut, type MessageView, NO_PINGS } from "./layout.ts";
import { refusalText } from "./refusals.ts";
import { setupControls } from "./setup-controls.ts";
import { adviceText, goneFields, problemText } from "./setup-problems.ts";
import { texts } from "./texts.ts";

const t = texts.setup;
const CONTENT_LIMIT = 2000;
const DESCRIPTION_LIMIT = 4096;

/** `notice` says what became of the last change. */
export function setupView(report: SetupReport, notice = ""): MessageView {
  return { content: cut(notice, CONTENT_LIMIT), embeds: [embed(report)], components: setupControls(report), ...SILENT };
}

export function statusView(report: SetupReport, threads: { open: number; waiting: number }): MessageView {
  return { embeds: [embed(report, t.threads(threads.open, threads.waiting))], ...SILENT };
}

const SILENT = { allowed_mentions: NO_PINGS };

/** Why a change was refused, reason by reason. */
export function refusedNotice(problems: readonly Problem[], botRole: string | null, title: string = t.nothingChanged) {
  return [title, ...problems.map((problem) => `- ${problemText(problem, botRole)}`)].join("\n");
}

export function createdNotice({ made, adopted, refused, trouble, report }: Created): string {
  if (refused !== null) return refusedNotice(refused, report.botRole, t.nothingMade);
  const result = made.length > 0 ? t.made(made) : adopted ? t.alreadyThere : trouble ? "" : t.nothingMissing;
  return [result, trouble === null ? "" : t.madeTrouble(refusalText(trouble))].filter(Boolean).join("\n");
}

function embed(report: SetupReport, more = "") {
  const { settings, problems, advice, botRole } = report;
  const lines = [
    stateText(report),
    ...problems.map((problem) => `- ${problemText(problem, botRole)}`),
    ...(advice.length === 0 ? [] : ["", t.goodToKnow, ...advice.map((one) => `- ${adviceText(one)}`)]),
    ...(more === "" ? [] : ["", more]),
  ];
  return {
    title: cut(t.title(settings.guildName), 256),
    color: problems.length === 0 ? COLOURS.user : settings.enabled ? COLOURS.trouble : COLOURS.neutral,
    description: cut(lines.join("\n"), DESCRIPTION_LIMIT),
    fields: fields(report),
  };
}

/** The beginning tells which text it is; all of an embed takes 6000 characters. */
const textValue = (text: string | null): string => cut(text ?? t.ownText, 200);

function stateText({ settings, problems }: SetupReport): string {
  if (problems.length === 0) return settings.enabled ? t.works : t.ready;
  return settings.enabled ? t.broken : t.notReady;
}

function fields({ settings, problems }: SetupReport): APIEmbedField[] {
  const gone = goneFields(problems);
  const chosen = (field: Field, id: string | null, mention: (id: string) => string, otherwise: string) => ({
    name: t.field[field],
    value: id === null ? otherwise : gone.has(field) ? t.deleted : mention(id),
    inline: true,
  });
  return [
    { name: t.enabled, value: settings.enabled ? t.yes : t.no, inline: true },
    chosen("staff-role", settings.staffRoleId, texts.mentionRole, t.notChosen),
    chosen("admin-role", settings.adminRoleId, texts.mentionRole, t.none),
    chosen("category", settings.categoryId, texts.mentionChannel, t.notChosen),
    chosen("logs-channel", settings.logsChannelId, texts.mentionChannel, t.none),
    {
      name: t.replyCommand,
      value: settings.replyCommand ? t.replyCommandOn(settings.prefix) : t.replyCommandOff,
      inline: true,
    },
    { name: t.prefix, value: `\`${settings.prefix}\``, inline: true },
    { name: t.anonymousReplies, value: t.anonymous[settings.anonymous], inline: true },
    { name: t.mirrorTyping, value: settings.mirrorTyping ? t.yes : t.no, inline: true },
    { name: t.usersMayClose, value: settings.usersMayClose ? t.yes : t.no, inline: true },
    { name: t.retention, value: t.retentionDays(settings.retentionDays), inline: true },
    { name: t.greeting, value: textValue(settings.greeting) },
    { name: t.closing, value: textValue(settings.closing) },
  ];
}
