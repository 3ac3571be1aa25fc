// The staff: answer by typing, by command and by modal, keep notes, claim and hand on, close.

import { setTimeout as sleep } from "node:timers/promises";
import type { InteractionResult, Person } from "../fake-discord/api.ts";
import { editOf, isMarked, type Journal, openChannels, refusalsIn, type Said, type ThreadChannel } from "./journal.ts";
import type { Random } from "./random.ts";

/** What isn't answered by then stays unknown to the person. */
const PATIENCE_MS = 8000;

interface Act {
  weight: number;
  run(staff: Person, channel: ThreadChannel, desk: Desk): Promise<unknown>;
}

interface Desk {
  journal: Journal;
  random: Random;
  /** The next text of this person, unlike any other. */
  text(): string;
}

const ACTS: Act[] = [
  { weight: 50, run: type },
  { weight: 12, run: replyByCommand },
  { weight: 6, run: replyByModal },
  { weight: 12, run: note },
  { weight: 4, run: (staff, { id }) => quietly(staff.command(id, "claim")) },
  { weight: 4, run: (staff, { id }) => quietly(staff.command(id, "unclaim")) },
  { weight: 12, run: close },
];

/** Acts at random moments of its window, `acts` times on average; several acts may be under way at once. */
export async function workAsStaff(
  person: Person,
  random: Random,
  { journal, acts, windowMs, isOver }: { journal: Journal; acts: number; windowMs: number; isOver: () => boolean },
): Promise<void> {
  let said = 0;
  const desk: Desk = { journal, random, text: () => `${person.user.username} answers ${++said}` };
  const underWay = new Set<Promise<unknown>>();
  while (!isOver()) {
    await sleep(random.between(0, (2 * windowMs) / acts));
    const channels = openChannels(journal);
    if (isOver() || channels.length === 0) continue;
    const act = random
      .weighted(ACTS)
      .run(person, random.pick(channels), desk)
      // The channel may go while they type or press: their client says so.
      .catch(() => null)
      .finally(() => underWay.delete(act));
    underWay.add(act);
  }
  await Promise.all(underWay);
}

async function type(staff: Person, channel: ThreadChannel, { journal, random, text }: Desk): Promise<void> {
  for (let lines = random.happens(0.2) ? 2 : 1; lines > 0; lines--) {
    const content = text();
    const { id } = staff.send(channel.id, `!r ${content}`);
    const said = journal.say({
      text: content,
      kind: "typed",
      by: staff.id,
      channelId: channel.id,
      messageId: id,
      answer: null,
    });
    await sleep(random.between(100, 700));
    // A channel that is gone meanwhile has nothing to edit or delete.
    if (random.happens(0.12)) {
      staff.edit(channel.id, id, `!r ${editOf(content, 1)}`);
      said.edited = editOf(content, 1);
    } else if (random.happens(0.05)) {
      staff.delete(channel.id, id);
      said.deleted = true;
    }
  }
}

async function note(staff: Person, channel: ThreadChannel, { journal, text }: Desk): Promise<void> {
  const content = `${text()} (a note)`;
  const { id } = staff.send(channel.id, content);
  journal.say({ text: content, kind: "note", by: staff.id, channelId: channel.id, messageId: id, answer: null });
}

async function replyByCommand(staff: Person, channel: ThreadChannel, { journal, text }: Desk): Promise<void> {
  const content = text();
  const said = sayByCommand(journal, staff, channel, content);
  said.answer = await answerOf(await staff.command(channel.id, "reply", { text: content }));
}

async function replyByModal(staff: Person, channel: ThreadChannel, { journal, text }: Desk): Promise<void> {
  const header = [...channel.messages.values()].find((message) => message.embeds[0]?.title?.startsWith("Thread #"));
  const { modal } = header ? await staff.click(channel.id, header.id, "Reply") : {};
  if (!modal) return;
  const content = text();
  const said = sayByCommand(journal, staff, channel, content);
  said.answer = await answerOf(await staff.submit(modal, { text: content }));
}

const sayByCommand = (journal: Journal, staff: Person, channel: ThreadChannel, text: string): Said =>
  journal.say({ text, kind: "command", by: staff.id, channelId: channel.id, messageId: null, answer: "unknown" });

async function answerOf(result: InteractionResult): Promise<Said["answer"]> {
  const answer = result.outcome === "deferred" ? await result.done(PATIENCE_MS).catch(() => null) : result.message();
  if (answer === null) return "unknown";
  if (answer.embeds[0]?.footer?.text === "✅ Delivered") return "delivered";
  if (answer.content.includes("It is kept and will be tried again")) return "waits";
  return answer.content.startsWith("Nothing was sent.") || answer.ephemeral ? "refused" : "unknown";
}

/**
 * Nine of ten look first whether every reply in the channel has arrived or was refused, as a careful person does; one
 * closes whatever is still under way.
 */
async function close(staff: Person, channel: ThreadChannel, { journal, random }: Desk): Promise<void> {
  const isHasty = random.happens(0.1);
  const isUnderWay = ({ kind, channelId, messageId, deleted }: Said) =>
    kind === "typed" &&
    deleted !== true &&
    channelId === channel.id &&
    !isMarked(channel.messages.get(messageId ?? ""));
  const underWay = journal.said.filter(isUnderWay).length;
  if (!isHasty && underWay > refusalsIn(channel)) return;
  await quietly(staff.command(channel.id, "close", { reason: "done" }));
}

const quietly = (asking: Promise<InteractionResult>): Promise<unknown> =>
  asking.then((result) => result.done(PATIENCE_MS)).catch(() => null);
