// A small town for property tests: users, staff, relays and the schedule act at once on one world, their calls in any
// order, some of them cut off. Events of one channel stay in order and are repeated until they are answered, as the relay
// does; commands are not.

import { chooseServer } from "../../../worker/threads/choose-server.ts";
import { claim, unclaim } from "../../../worker/threads/claim.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import type { Ports } from "../../../worker/threads/ports.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { createMemoryPorts, type MemoryPorts } from "../ports/create-memory-ports.ts";
import { type Intercept, intercepted } from "../ports/intercept.ts";
import { AIKO, dmOf, GUILD, IVO, JONAS, MARA, OTHER_GUILD, STAFF_ROLE } from "../ports/samples.ts";
import { type Cut, cutting } from "./cut.ts";
import { typed, write } from "./scenes.ts";

/** Who of MARA (in both servers) and IVO (in one) it is about, as an index. */
export type Step =
  | { step: "write"; user: number }
  | { step: "reply" | "claim" | "unclaim"; user: number; staff: number }
  | { step: "close" | "delete-channel"; user: number }
  | { step: "choose"; server: number }
  | { step: "schedule" };

export interface Mishaps {
  /** By the number of the call in the town's life. */
  cuts: readonly { at: number; cut: Cut }[];
  /** By the number of the answer: the relay never hears of it and repeats the event. */
  lostAnswers: readonly number[];
}

const USERS = [MARA, IVO];
const STAFF = [JONAS, AIKO];
const SERVERS = [GUILD, OTHER_GUILD];
type Event = (ports: Ports) => Promise<unknown>;

export class Town {
  readonly world: MemoryPorts;
  /** What users wrote, in order. */
  readonly written: { userId: string; id: string; text: string }[] = [];
  readonly replies: { id: string; channelId: string; text: string }[] = [];
  #mishaps: Mishaps;
  /** Lets the test decide whose call comes next. */
  readonly #turn: (name: string) => Promise<void>;
  readonly violations: string[] = [];
  readonly #lanes = new Map<string, Event[]>();
  #calls = 0;
  #answers = 0;
  #runs: Promise<unknown>[] = [];

  constructor(mishaps: Mishaps, turn: (name: string) => Promise<void>) {
    this.#mishaps = mishaps;
    this.#turn = turn;
    this.world = createMemoryPorts();
    for (const guildId of SERVERS) this.world.addServer({ guildId, guildName: guildId });
    this.world.join(MARA);
    this.world.join(MARA, OTHER_GUILD);
    this.world.join(IVO);
  }

  /** Starts these steps, and every lane that has something to deliver, all at once. */
  start(steps: readonly Step[]): Promise<unknown> {
    this.#runs = [];
    for (const step of steps) this.#take(step);
    for (const lane of this.#lanes.values()) this.#runs.push(this.#deliver(lane));
    return Promise.all(this.#runs);
  }

  /** Nothing is cut off any more. */
  calmDown(): void {
    this.#mishaps = { cuts: [], lostAnswers: [] };
  }

  isQuiet(): boolean {
    return [...this.#lanes.values()].every((lane) => lane.length === 0);
  }

  /** After every call: at no moment has a user two open threads with one server. */
  #check(name: string): void {
    const open = this.world.tables.threads.filter(({ state }) => state !== "closed");
    const keys = new Set(open.map(({ userId, guildId }) => `${userId}/${guildId}`));
    if (keys.size < open.length) this.violations.push(`two open threads after ${name}`);
  }

  #take(step: Step): void {
    switch (step.step) {
      case "write":
        this.#writes(USERS[step.user] ?? MARA);
        break;
      case "schedule":
        this.#command(finishCutOff);
        break;
      case "choose": {
        const guildId = SERVERS[step.server] ?? GUILD;
        const wish = { userId: MARA, guildId, dmChannelId: dmOf(MARA), sourceId: "1" };
        this.#command((ports) => chooseServer(ports, wish, "message"));
        break;
      }
      default: {
        const userId = USERS[step.user];
        const thread = this.world.tables.threads.findLast((row) => row.userId === userId && row.state !== "closed");
        if (thread?.channelId) this.#act(step, thread.channelId);
      }
    }
  }

  #act(step: Exclude<Step, { step: "write" | "schedule" | "choose" }>, channelId: string): void {
    switch (step.step) {
      case "reply":
        this.#replies(channelId, STAFF[step.staff] ?? JONAS);
        break;
      case "claim":
      case "unclaim": {
        const person = { id: STAFF[step.staff] ?? JONAS, access: "staff" as const };
        const change = step.step === "claim" ? claim : unclaim;
        this.#command(async (ports) => {
          const found = await ports.store.threadByChannel(channelId, "");
          return found && change(ports, found, person);
        });
        break;
      }
      case "delete-channel":
        this.world.discord.channels.delete(channelId);
        this.#queue(channelId, (ports) => this.#close(ports, channelId, null));
        break;
      case "close":
        this.#command((ports) => this.#close(ports, channelId, JONAS));
    }
  }

  async #close(ports: Ports, channelId: string, by: string | null): Promise<unknown> {
    const found = await ports.store.threadByChannel(channelId, "");
    return found && closeThread(ports, found, by, null);
  }

  #writes(userId: string): void {
    const text = `word ${this.written.length + 1}`;
    const message = write(this.world, {
      userId,
      channelId: dmOf(userId),
      author: { id: userId, name: "User", avatarUrl: null },
      content: text,
    });
    this.written.push({ userId, id: message.id, text: `User: ${text}` });
    this.#queue(message.channelId, (ports) => receiveUserMessage(ports, message));
  }

  #replies(channelId: string, staffId: string): void {
    // Nobody types in a channel that is gone.
    if (this.world.discord.channels.get(channelId).gone) return;
    const text = `answer ${this.replies.length + 1}`;
    const author = { id: staffId, name: "Staff", avatarUrl: null };
    const { message } = typed(this.world, `!r ${text}`, { channelId, author });
    this.replies.push({ id: message.id, channelId, text });
    this.#queue(channelId, (ports) => receiveStaffMessage(ports, { message, guildId: GUILD, roleIds: [STAFF_ROLE] }));
  }

  #queue(channelId: string, event: Event): void {
    const lane = this.#lanes.get(channelId) ?? [];
    lane.push(event);
    this.#lanes.set(channelId, lane);
  }

  /** Until something fails; the rest waits for the next start. */
  async #deliver(lane: Event[]): Promise<void> {
    for (let [event] = lane; event; [event] = lane) {
      try {
        await event(this.#ports());
      } catch {
        return;
      }
      if (this.#mishaps.lostAnswers.includes(this.#answers++)) return;
      lane.shift();
    }
  }

  #command(run: (ports: Ports) => Promise<unknown>): void {
    this.#runs.push(run(this.#ports()).catch(() => undefined));
  }

  /** Ports of one run: its death is its own. */
  #ports(): Ports {
    const state = { dead: false };
    const by: Intercept = async (name, run) => {
      await this.#turn(name);
      const at = this.#calls++;
      const cut = this.#mishaps.cuts.find((candidate) => candidate.at === at)?.cut ?? null;
      try {
        return await cutting(state, cut, name, run);
      } finally {
        this.#check(name);
      }
    };
    const { ports, store, discord, files } = this.world;
    return {
      ...ports,
      wait: async () => {},
      store: intercepted("store", store, () => by),
      discord: intercepted<Ports["discord"]>("discord", discord, () => by),
      files: intercepted<Ports["files"]>("files", files, () => by),
    };
  }
}
