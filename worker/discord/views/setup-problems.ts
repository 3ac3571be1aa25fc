// A problem of a server's setup → what is wrong and where to mend it; advice → its words. Two exhaustive switches.

import type { Advice, Field, Problem } from "../../domain/setup-check.ts";
import { texts } from "./texts.ts";

const t = texts.setup;

/** `botRole` is where an admin allows the bot more; null when it has no role of its own. */
export function problemText(problem: Problem, botRole: string | null): string {
  const p = t.problem;
  const role = p.botRole(botRole);
  switch (problem.problem) {
    case "not-chosen":
      return problem.field === "staff-role" ? p.noStaffRole : p.noCategory;
    case "gone": {
      const isRole = problem.field === "staff-role" || problem.field === "admin-role";
      return (isRole ? p.roleGone : p.channelGone)(t.field[problem.field]);
    }
    case "everyone":
      return p.everyone(t.field[problem.field]);
    case "wrong-type":
      return (problem.field === "category" ? p.notACategory : p.notATextChannel)(problem.channelId);
    case "hidden":
      return p.hidden(t.field[problem.field], problem.channelId, role);
    case "bot-lacks":
      switch (problem.where) {
        case "server":
          return p.serverLacks(problem.permissions, role);
        case "category":
          return p.categoryLacks(problem.channelId, problem.permissions, role);
        case "logs-channel":
          return p.logsLack(problem.channelId, problem.permissions, role);
      }
      break;
    case "category-full":
      return p.categoryFull(problem.channelId);
    case "guild-full":
      return p.guildFull;
  }
}

export function adviceText(advice: Advice): string {
  const a = t.advice;
  switch (advice.advice) {
    case "staff-role-not-pinged":
      return a.staffRoleNotPinged;
    case "no-message-content":
      return advice.replyCommand ? a.noContentReplyCommand : a.noContentTyping;
    case "relay-never-seen":
      return a.relayNeverSeen;
    case "logs-public":
      return a.logsPublic(advice.channelId);
    case "no-logs-channel":
      return a.noLogsChannel;
  }
}

/** The fields whose role or channel is there no more. */
export const goneFields = (problems: readonly Problem[]): Set<Field> =>
  new Set(problems.flatMap((problem) => (problem.problem === "gone" ? [problem.field] : [])));
