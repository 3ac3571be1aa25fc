// What `/edit` and `/delete` share: which reply, suggestions for it, and how a change is answered.

import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { changedReplyView } from "../discord/views/revisions.ts";
import { accessOf, isStaff } from "../domain/access.ts";
import { mayChangeReply } from "../domain/change-reply.ts";
import { isSnowflake, type Message, snowflakeTime } from "../domain/message.ts";
import { Later, type Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { findReply, type Meant } from "../threads/find-reply.ts";
import { ACTING_MS, patiently, patientUntil } from "../threads/patience.ts";
import type { Kept } from "../threads/ports.ts";
import type { Answer, Asked, Subcommand } from "./feature.ts";
import { refused, type StaffInThread, staffInThread } from "./staff.ts";

const CHOICES = 25;

export const replyOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: "reply",
  description: "Which reply; without it, your latest one",
  autocomplete: true,
};

/** One's own, newest first; admins' choice is of everybody's. */
export const suggestReplies: NonNullable<Subcommand["autocomplete"]> = async (asked, app) => {
  const { guildId, member, channelId, typing } = asked;
  if (guildId === null || member === null) return [];
  const which = { authorId: null, asOf: app.now() };
  const [found, replies] = await Promise.all([
    app.store.threadByChannel(channelId, ""),
    app.store.repliesOf(channelId, which, CHOICES * 2),
  ]);
  if (found === null) return [];
  const person = { id: member.id, access: accessOf(member, found.settings) };
  const part = typing.text.trim().toLowerCase();
  return replies
    .filter((reply) => mayChangeReply(found.thread, reply, person).ok && reply.content.toLowerCase().includes(part))
    .map(({ id, author, content }) => ({ name: `${author.name}: ${content.replace(/\s+/g, " ")}`, value: id }));
};

/** By the option of a command, or the latest. */
export function meantBy({ id, person, options }: Asked): Meant {
  const { reply } = options;
  return typeof reply === "string" ? { id: reply } : { latestOf: person.id, asOf: snowflakeTime(id) };
}

/** What was chosen in a menu on a message; one D1 round trip. */
export async function replyOfMenu(
  { target, member, guildId, channelId }: Asked,
  app: Pick<App, "store">,
): Promise<Result<Message, Refusal>> {
  if (member === null || guildId === null) return no({ reason: "only-in-server" });
  if (target?.kind !== "message") return no({ reason: "made-up" });
  const found = await app.store.messageSeen({ channelId }, target.message.id);
  if (found === null || found.inGuild === null) return no({ reason: "not-a-reply" });
  const { thread, settings } = found.inGuild;
  const access = accessOf(member, settings);
  if (!isStaff(access) || settings.guildId !== guildId) return no({ reason: "not-staff" });
  const allowed = mayChangeReply(thread, found.message, { id: member.id, access });
  return allowed.ok ? ok(found.message) : allowed;
}

/** Answers with the reply as it stands then; `done` says what was done, and by whom. */
export async function answerWithChange(
  asked: Asked,
  app: App,
  meant: Meant,
  change: (staff: StaffInThread, reply: Message) => Promise<Result<Kept, Refusal>>,
  done: (by: string) => string,
): Promise<Answer> {
  if ("id" in meant && !isSnowflake(meant.id)) return refused({ reason: "made-up" });
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  return {
    answer: "defer",
    ephemeral: false,
    async after() {
      try {
        const reply = await findReply(app, inGuild, meant);
        const patience = patientUntil(app, app.now() + ACTING_MS);
        const changed = reply.ok ? await patiently(app, () => change(staff.value, reply.value), patience) : reply;
        if (!changed.ok) return { edit: refusalView(changed.error) };
        const { message, before } = changed.value;
        const userName = inGuild.thread.profile.displayName;
        return { edit: changedReplyView({ message, before, userName }, done(person.id)) };
      } catch (error) {
        // It is kept: the schedule shows it to the user.
        if (error instanceof Later) return { edit: refusalView({ reason: "change-waits" }) };
        throw error;
      }
    },
  };
}
