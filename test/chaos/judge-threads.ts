// Judges the threads themselves: one a user and server, none stuck, no channel without its thread; each closing told
// once to the user, once in the logs channel, and kept in R2.

import { openChannels } from "./journal.ts";
import type { Evidence, Report, ThreadRow } from "./verdict.ts";

export function judgeThreads(evidence: Evidence, report: Report): void {
  judgeChannels(evidence, report);
  for (const row of evidence.threads) judgeRow(row, evidence, report);
  judgeLogs(evidence, report);
  judgeClosingNotices(evidence, report);
  for (const { id, kind, thread_id: threadId, state } of evidence.messages) {
    if (state === "pending") report("stuck messages", `${kind} ${id} of thread ${threadId ?? "none"}`);
  }
}

function judgeChannels({ journal, threads }: Evidence, report: Report): void {
  const there = openChannels(journal);
  for (const { id, userId, guildId, threadId } of there) {
    const rivals = there.filter((one) => one.userId === userId && one.guildId === guildId);
    if (rivals.length > 1)
      report("threads a user and server > 1", `user ${userId} in server ${guildId}: channel ${id}`);
    const row = threads.find((one) => one.id === threadId);
    if (row === undefined || row.state === "closed" || row.channel_id !== id) {
      report("orphan channels", `${id} of thread ${threadId} (${row?.state ?? "unknown"}, channel ${row?.channel_id})`);
    }
  }
}

function judgeRow(row: ThreadRow, { transcripts }: Evidence, report: Report): void {
  const { id, guild_id: guildId, state, log_state: log } = row;
  if (state === "opening" || state === "closing" || log === "owed") {
    report("stuck threads", `${id} is ${state}, its log ${log}`);
  }
  if (state === "closed" && !transcripts.has(`transcripts/${guildId}/${id}/transcript.html`)) {
    report("transcripts missing", id);
  }
}

/** A thread whose channel went while it was opened may lack the entry of its opening. */
function judgeLogs({ cast, threads }: Evidence, report: Report): void {
  for (const { guild, logsChannelId } of cast.servers) {
    const titles = new Map<string, number>();
    for (const { embeds } of cast.owner.messages(logsChannelId)) {
      const title = embeds[0]?.title ?? "";
      titles.set(title, (titles.get(title) ?? 0) + 1);
    }
    for (const { number, state } of threads.filter((row) => row.guild_id === guild.id)) {
      const opened = titles.get(`Thread #${number} opened`) ?? 0;
      const closed = titles.get(`Thread #${number} closed`) ?? 0;
      const isRight = opened <= 1 && (opened === 1 || state === "closed") && closed === (state === "closed" ? 1 : 0);
      if (!isRight) {
        report(
          "log entries lost or doubled",
          `${guild.name} #${number} (${state}): opened × ${opened}, closed × ${closed}`,
        );
      }
    }
  }
}

function judgeClosingNotices({ cast, dms, threads }: Evidence, report: Report): void {
  for (const { person, servers } of cast.users) {
    for (const { guild } of servers) {
      const isOwn = (row: ThreadRow) => row.user_id === person.id && row.guild_id === guild.id;
      const closed = threads.filter((row) => isOwn(row) && row.state === "closed").length;
      const notice = `Your thread with the staff of **${guild.name}** is closed.`;
      const told = (dms.get(person.id) ?? []).filter(({ embeds }) => embeds[0]?.description?.startsWith(notice)).length;
      if (told !== closed) {
        report("closing notices lost or doubled", `${person.user.username}: ${told} of ${closed} in ${guild.name}`);
      }
    }
  }
}
