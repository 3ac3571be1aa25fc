// Looking after servers: what they don't keep any longer is deleted, and a server that removed the bot is forgotten.

import { beforeEach, describe, expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import { tendServers } from "../../../worker/threads/tend-servers.ts";
import { createMemoryPorts, type MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, IVO, newThread, OTHER_GUILD, sampleFile, userMessage } from "../ports/samples.ts";
import { muchKept } from "./flows-privacy.ts";
import { MINUTE } from "./scenes.ts";

const DAY = 24 * 60 * MINUTE;
let world: MemoryPorts;

/** The schedule's runs of so many days. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    for (let run = 0; run < 4; run++) {
      await tendServers(world.ports);
      world.clock.pass(MINUTE);
    }
    world.clock.pass(DAY - 4 * MINUTE);
  }
}

const kept = () => world.tables.threads.filter(({ erasedAt }) => erasedAt === null).map(({ number }) => number);

describe("a server that keeps threads for a time", () => {
  beforeEach(() => {
    world = createMemoryPorts();
    world.addServer({ retentionDays: 30 });
  });

  /** Closed today, with a message. */
  async function closedThread(userId = IVO): Promise<string> {
    const { thread } = await world.store.createThread(newThread({ userId, openedAt: world.clock.now() }));
    const file = sampleFile();
    const message = userMessage({ userId, attachments: [file], channelId: dmOf(userId) });
    await world.store.takeUserMessage(message);
    world.files.bucket.set(`attachments/${message.id}/${file.id}/${file.name}`, new Uint8Array([1]));
    await world.store.delivered(thread.id, [{ id: message.id, copyIds: [] }], world.clock.now());
    await world.store.startClosing(thread.id, null, "Solved", world.clock.now(), 0);
    await world.store.closed(thread.id, world.clock.now());
    return thread.id;
  }

  test("loses what was said when the time is over, and not before; the row stays", async () => {
    await closedThread();
    await days(29);
    expect(kept()).toEqual([1]);
    await days(2);
    expect(kept()).toEqual([]);
    expect(world.tables.messages).toEqual([]);
    expect(world.files.bucket.size).toBe(0);
    expect(world.thread()).toMatchObject({ number: 1, state: "closed", userId: "0", closeReason: null });
  });

  test("keeps open threads however old they are", async () => {
    await world.store.createThread(newThread({ userId: IVO, openedAt: world.clock.now() }));
    await days(90);
    expect(kept()).toEqual([1]);
  });

  test("deletes many in several runs, few in each", async () => {
    for (let at = 0; at < 12; at++) await closedThread(`8200000000000001${String(at).padStart(2, "0")}`);
    world.clock.pass(31 * DAY);
    const left: number[] = [];
    for (let run = 0; run < 4; run++) {
      await tendServers(world.ports);
      left.push(kept().length);
      world.clock.pass(MINUTE);
    }
    expect(left).toEqual([7, 2, 0, 0]);
  });

  test("deletes what is over when the time is made shorter, also behind what was deleted already", async () => {
    world.addServer({ retentionDays: 90 });
    await closedThread();
    await days(50);
    await closedThread("820000000000000009");
    await days(45);
    expect(kept()).toEqual([2]);
    world.addServer({ retentionDays: 30 });
    await days(1);
    expect(kept()).toEqual([]);
  });

  test("a thread that can't be deleted now is tried again, and the next ones don't get lost", async () => {
    for (const userId of [IVO, "820000000000000009"]) await closedThread(userId);
    world.clock.pass(31 * DAY);
    world.intercept((name, run) => {
      if (name === "files.forgetTranscript") throw new Later(5, "R2 failed");
      return run();
    });
    expect(await tendServers(world.ports)).toEqual({ tended: 0, failed: 1 });
    expect(world.warnings).toMatchObject([{ warning: "a server wasn't looked after" }]);
    world.intercept((_, run) => run());
    world.clock.pass(2 * MINUTE);
    await tendServers(world.ports);
    expect(kept()).toEqual([]);
  });

  test("one that keeps them for good loses nothing", async () => {
    world.addServer({ retentionDays: null });
    await closedThread();
    await days(40);
    expect(kept()).toEqual([1]);
  });
});

describe("a server that removed the bot", () => {
  beforeEach(async () => {
    world = await muchKept();
    world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind", logsChannelId: null });
    world.discord.away.add(GUILD);
  });

  test("is forgotten after thirty days, with everything; others aren't", async () => {
    await days(30);
    expect(world.tables.guilds.has(GUILD)).toBe(true);
    await days(2);
    expect([...world.tables.guilds.keys()]).toEqual([OTHER_GUILD]);
    expect(world.tables.threads).toEqual([]);
    expect(world.tables.messages).toEqual([]);
    expect(world.tables.userNotes).toEqual([]);
    expect(world.files.bucket.size).toBe(0);
  });

  test("that invites it back in time keeps everything, and the time begins anew when it goes again", async () => {
    await days(20);
    world.discord.away.delete(GUILD);
    await days(1);
    world.discord.away.add(GUILD);
    await days(29);
    expect(world.tables.guilds.has(GUILD)).toBe(true);
    await days(3);
    expect(world.tables.guilds.has(GUILD)).toBe(false);
  });

  test("isn't forgotten because Discord is away", async () => {
    world.discord.away.delete(GUILD);
    world.intercept((name, run) => {
      if (name === "discord.isInGuild") throw new Later(2, "Discord failed");
      return run();
    });
    await days(40);
    expect(world.tables.guilds.has(GUILD)).toBe(true);
    expect(world.tables.threads).toHaveLength(3);
  });
});

test("a server is asked about once a day", async () => {
  world = createMemoryPorts();
  world.addServer();
  let asked = 0;
  world.intercept((name, run) => {
    if (name === "discord.isInGuild") asked++;
    return run();
  });
  await days(5);
  expect(asked).toBe(5);
});
