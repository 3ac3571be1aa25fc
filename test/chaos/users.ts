// The users: write in bursts, choose a server when they are asked, sometimes open a thread by command.

import { setTimeout as sleep } from "node:timers/promises";
import type { SeenMessage } from "../fake-discord/api.ts";
import type { Server, User } from "./cast.ts";
import { editOf, type Journal, type Said } from "./journal.ts";
import type { Random } from "./random.ts";

const CHOICE = "choose-server:choose";

export interface UserPlan {
  /** Milliseconds after the start, rising. */
  bursts: { at: number; messages: number; byCommand: boolean }[];
}

/** Decided before anything runs: who writes how much, and when. */
export function planUser(random: Random, messages: number, windowMs: number): UserPlan {
  const bursts: UserPlan["bursts"] = [];
  for (let left = messages; left > 0; ) {
    const size = Math.min(left, random.whole(1, 4));
    left -= size;
    bursts.push({ at: random.between(0, windowMs), messages: size, byCommand: random.happens(0.04) });
  }
  return { bursts: bursts.sort((a, b) => a.at - b.at) };
}

/** Lives one user's plan. `isOver`: no more bursts are begun. */
export async function liveAsUser(
  user: User,
  plan: UserPlan,
  random: Random,
  { journal, startedAt, isOver }: { journal: Journal; startedAt: number; isOver: () => boolean },
): Promise<void> {
  const { person } = user;
  let said = 0;
  for (const burst of plan.bursts) {
    await sleepUntil(startedAt + burst.at);
    if (isOver()) return;
    if (burst.byCommand) {
      const { generalChannelId } = random.pick(user.servers);
      await person
        .command(generalChannelId, "modmail open")
        .then(
          (result) => result.done(),
          () => null,
        )
        .catch(() => null);
    }
    const burstSaid: Said[] = [];
    for (let n = 0; n < burst.messages; n++) {
      const text = `${person.user.username} says ${++said}`;
      const { id, channel_id: channelId } = person.send("dm", text);
      burstSaid.push(journal.say({ text, kind: "dm", by: person.id, channelId, messageId: id, answer: null }));
      await sleep(random.between(150, 1200));
    }
    const second = random.pick(burstSaid);
    if (random.happens(0.15)) await editAgain(person, second, random.whole(1, 2));
    else if (random.happens(0.06)) takeBack(person, second);
    await answerQuestion(user, random);
  }
}

/** As people do: once, or again at once. */
async function editAgain(person: User["person"], said: Said, times: number): Promise<void> {
  for (let n = 1; n <= times; n++) {
    if (n > 1) await sleep(50);
    said.edited = editOf(said.text, n);
    person.edit(said.channelId, said.messageId ?? "", said.edited);
  }
}

function takeBack(person: User["person"], said: Said): void {
  said.deleted = true;
  person.delete(said.channelId, said.messageId ?? "");
}

/** The newest dropdown that still asks for a server; null when there is none. */
function questionTo({ person }: User): SeenMessage | null {
  const asks = (message: SeenMessage) => JSON.stringify(message.components ?? []).includes(CHOICE);
  return person.messages("dm").findLast(asks) ?? null;
}

/** Chooses one of the user's servers if they are asked to. Resolves to whether they were. */
export async function answerQuestion(user: User, random: Random): Promise<boolean> {
  const question = questionTo(user);
  if (question === null) return false;
  const { guild }: Server = random.pick(user.servers);
  // When the bot doesn't answer, the dropdown stays and they try again later.
  await user.person.select("dm", question.id, CHOICE, [guild.id]).catch(() => null);
  return true;
}

async function sleepUntil(at: number): Promise<void> {
  const left = at - Date.now();
  if (left > 0) await sleep(left);
}
