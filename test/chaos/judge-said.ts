// Compares what each person saw with what was said. What a fair person expects:
//
// - A direct message: its copy stands once in a channel of the user's thread. A copy in a channel that was deleted by
//   hand may be followed by one in the next thread's channel: better shown again than lost with the channel. Its check
//   mark stands unless the thread was closed before it could be set.
// - A typed reply (!r): once in the user's DM; or the channel says "Nothing was sent"; or it was *overtaken*: the thread
//   began to close, or its channel was deleted, before the Worker had dealt with the reply. Then its check mark never
//   came, which is how staff know. The network's record of when the Worker answered for it decides: a reply that the
//   Worker dealt with in time, or that never came to it at all, is not excused.
// - A reply by command or modal: what the answer said. "Delivered" and "kept": once. "Nothing was sent": never. No
//   answer, or one that speaks of a failure: at most once.
// - An edit: the copy shows the last text, or the channel says why it doesn't (another has claimed the thread). A deletion: a user's copy says so, a reply is gone from the DM. Where the
//   thread's channel went meanwhile, nobody can say which came first. What was deleted before it arrived may never arrive.
// - A note: kept with the thread, never seen by a user. May be overtaken like a reply.
// - What can't be known after a gap that no session covers (gateway session ended for good): what someone wrote in it
//   whose DM channel the Worker had never heard of, unless they write again before the next gap; and what staff wrote in it
//   in a channel that is gone. Counted, not lost.

import { snowflakeTime } from "../../worker/domain/message.ts";
import { editRefusalsIn, isMarked, refusalsIn, type Said, type ThreadChannel } from "./journal.ts";
import type { Copy, Evidence, Report } from "./verdict.ts";

/** What was on its way when a connection ended, and how much later the log says so. */
const SLACK_MS = 1000;

/** Counts of how it ended that are no faults. */
export function judgeSaid(evidence: Evidence, report: Report): Record<string, number> {
  const endings = {
    delivered: 0,
    "delivered, unmarked, closed": 0,
    "refused in words": 0,
    overtaken: 0,
    "unknowable after a gap": 0,
    "unknown to staff": 0,
    "shown again": 0,
    "edited in time": 0,
    "edit refused in words": 0,
    "deleted in time": 0,
    "deleted before it arrived": 0,
  };
  const refusals = new Map([...evidence.journal.channels].map(([id, channel]) => [id, refusalsIn(channel)]));
  const editRefusals = new Map([...evidence.journal.channels].map(([id, channel]) => [id, editRefusalsIn(channel)]));
  const closingAt = new Map(evidence.threads.map((row) => [row.id, row.closing_at]));
  const notes = new Set(evidence.messages.filter(({ kind }) => kind === "note").map(({ id }) => id));

  for (const said of evidence.journal.said) {
    if (said.kind === "dm") {
      judgeDirectMessage(said);
      continue;
    }
    const channel = evidence.journal.channels.get(said.channelId);
    if (channel === undefined) report("strayed", `${said.text}: said in no thread's channel`);
    else judgeStaff(said, channel);
  }
  return endings;

  function judgeDirectMessage(said: Said): void {
    const places = (evidence.inThreads.get(said.text) ?? []).map(({ place }) => place);
    const mark = isMarked(evidence.dms.get(said.by)?.find(({ id }) => id === said.messageId));
    if (places.length === 0 && !mark && gapOf(said) !== undefined && !wasKnown(said) && !wroteAgain(said)) {
      endings["unknowable after a gap"]++;
      return;
    }
    if (said.deleted === true) {
      judgeDeletedMessage(said);
      return;
    }
    if (places.length === 0) report(mark ? "marked but not delivered" : "lost", `${said.text} (${fate(said)})`);
    else endings.delivered++;
    const { channels } = evidence.journal;
    const isThere = (id: string) => channels.get(id)?.goneAt === null;
    if (places.length > 0 && !mark) {
      if (places.some(isThere)) report("delivered but not marked", `${said.text} (${fate(said)})`);
      else endings["delivered, unmarked, closed"]++;
    }
    if (places.some((id) => channels.get(id)?.userId !== said.by)) report("strayed", said.text);
    judgeEdit(
      said,
      inThreads(said.text).filter(({ place }) => isThere(place)),
    );
    if (new Set(places).size < places.length) report("doubled", `${said.text}: twice in one channel`);
    const lasting = new Set(places.filter((id) => !channels.get(id)?.byHand));
    if (lasting.size > 1) report("doubled", `${said.text}: in the channels ${[...lasting].join(", ")}`);
    else if (places.length > 1) endings["shown again"]++;
  }

  function inThreads(text: string): readonly Copy[] {
    return evidence.inThreads.get(text) ?? [];
  }

  function judgeDeletedMessage(said: Said): void {
    const there = inThreads(said.text).filter(({ place }) => evidence.journal.channels.get(place)?.goneAt === null);
    if (inThreads(said.text).length === 0) endings["deleted before it arrived"]++;
    else if (there.every(({ saysDeleted }) => saysDeleted)) endings["deleted in time"]++;
    else report("deletions lost", `${said.text} (${fate(said)})`);
  }

  function judgeEdit(said: Said, copies: readonly Copy[]): void {
    if (said.edited === undefined || copies.length === 0) return;
    const refused = editRefusals.get(said.channelId) ?? 0;
    if (copies.every(({ text }) => text === said.edited)) endings["edited in time"]++;
    else if (refused > 0) {
      editRefusals.set(said.channelId, refused - 1);
      endings["edit refused in words"]++;
    } else report("edits lost", `${said.edited}: shown as ${copies[0]?.text} (${fate(said)})`);
  }

  function judgeStaff(said: Said, channel: ThreadChannel): void {
    const found = evidence.inDms.get(said.text) ?? [];
    if (found.some(({ place }) => place !== channel.userId)) report("strayed", said.text);
    if (found.length > 1) report("doubled", said.text);
    if (said.deleted === true) {
      if (found.length === 0) endings["deleted in time"]++;
      else if (channel.goneAt === null) report("deletions lost", `${said.text} (${fate(said)})`);
      return;
    }
    if (channel.goneAt === null) judgeEdit(said, found);
    if (said.kind === "command") judgeCommand(said, found.length);
    else judgeTyped(said, channel, found.length);
  }

  function judgeTyped(said: Said, channel: ThreadChannel, found: number): void {
    const { kind, messageId } = said;
    if (kind === "note" && found > 0) report("strayed", `${said.text}: seen by the user`);
    const arrived = kind === "note" ? notes.has(messageId ?? "") : found > 0;
    const mark = isMarked(channel.messages.get(messageId ?? ""));
    const refused = refusals.get(channel.id) ?? 0;
    if (arrived) {
      endings.delivered++;
      if (!mark && kind === "typed" && channel.goneAt === null) report("delivered but not marked", said.text);
    } else if (mark) report("marked but not delivered", said.text);
    else if (isOvertaken(said, channel)) endings.overtaken++;
    else if (kind === "typed" && refused > 0) {
      refusals.set(channel.id, refused - 1);
      endings["refused in words"]++;
    } else if (gapOf(said) !== undefined && channel.goneAt !== null && settledAt(said) === undefined) {
      endings["unknowable after a gap"]++;
    } else report("lost", `${said.text} (${kind} in channel ${channel.id}; ${fate(said)})`);
  }

  function judgeCommand(said: Said, found: number): void {
    if (said.answer === "refused" && found > 0) report("doubled", `${said.text}: sent in spite of "Nothing was sent"`);
    const promised = said.answer === "delivered" || said.answer === "waits";
    if (promised && found === 0) report("lost", `${said.text} (by command, the answer: ${said.answer})`);
    if (found > 0) endings.delivered++;
    else if (!promised) endings[said.answer === "refused" ? "refused in words" : "unknown to staff"]++;
  }

  /** For whoever looks for the cause. */
  function fate(said: Said): string {
    const { messageId } = said;
    const row = evidence.messages.find(({ id }) => id === messageId);
    const settled = settledAt(said);
    const when = settled === undefined ? "" : ` ${settled - snowflakeTime(messageId ?? "0")} ms later`;
    const came = settled === undefined ? "the Worker never settled it" : `settled by the Worker${when}`;
    return `message ${messageId}, ${came}, ${row === undefined ? "not in D1" : `in D1 it is ${row.state}, ${row.problem}`}`;
  }

  function settledAt({ messageId }: Said): number | undefined {
    return evidence.settled.get(`message-create:${messageId}`);
  }

  function gapOf({ messageId }: Said) {
    const at = snowflakeTime(messageId ?? "0");
    return evidence.gaps.find(({ from, to }) => from - SLACK_MS <= at && at <= to + SLACK_MS);
  }

  /** Whether the Worker had dealt with anything of theirs when the next session began. */
  function wasKnown(said: Said): boolean {
    const end = gapOf(said)?.to ?? 0;
    // Of what was deleted before anybody saw it nothing is kept.
    return evidence.journal.said.some(({ kind, by, messageId, deleted }) => {
      if (deleted === true) return false;
      const settled = evidence.settled.get(`message-create:${messageId}`);
      return kind === "dm" && by === said.by && settled !== undefined && settled < end;
    });
  }

  /** Whether they wrote while the next session surely was there. */
  function wroteAgain(said: Said): boolean {
    const from = (gapOf(said)?.to ?? 0) + SLACK_MS;
    const to = Math.min(...evidence.gaps.map((gap) => gap.from - SLACK_MS).filter((at) => at > from));
    return evidence.journal.said.some(({ kind, by, messageId }) => {
      const at = snowflakeTime(messageId ?? "0");
      return kind === "dm" && by === said.by && at > from && at < to;
    });
  }

  function isOvertaken(said: Said, channel: ThreadChannel): boolean {
    const closing = closingAt.get(channel.threadId) ?? null;
    const settled = settledAt(said);
    if (channel.goneAt === null || settled === undefined) return false;
    return (closing !== null && settled >= closing) || (channel.byHand && settled >= channel.goneAt);
  }
}
