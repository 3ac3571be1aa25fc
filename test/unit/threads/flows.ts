// The flows that the cut-off matrix cuts: each with the world before it and the event that starts it.

import { noteFromDashboard, replyFromDashboard } from "../../../worker/threads/answer-from-dashboard.ts";
import { chooseServer } from "../../../worker/threads/choose-server.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import type { FoundThread, NewMessage } from "../../../worker/threads/ports.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { reply } from "../../../worker/threads/reply.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, JONAS, LOGS, MARA, OTHER_GUILD } from "../ports/samples.ts";
import type { Flow } from "./cut.ts";
import { changed, withMessage } from "./flow-events.ts";
import { CHANGES } from "./flows-of-changes.ts";
import { USER_SIDE } from "./flows-of-users.ts";
import {
  conversation,
  MINUTE,
  nextId,
  noServer,
  oneServer,
  openThread,
  refuse,
  screenshot,
  twoServers,
  typed,
  write,
} from "./scenes.ts";

const fromUser = (
  prepare: () => Promise<MemoryPorts>,
  change: (world: MemoryPorts) => Partial<NewMessage> = () => ({}),
) =>
  withMessage(prepare, (world) => {
    const message = write(world, change(world));
    return () => receiveUserMessage(world.ports, message);
  });

const fromStaff = (prepare: () => Promise<MemoryPorts>, content: string) =>
  withMessage(prepare, (world) => {
    const message = typed(world, content, { attachments: [screenshot(world)] });
    return () => receiveStaffMessage(world.ports, message);
  });

/** Whoever sent the form and saw it fail sends it again, as the same form. */
const fromDashboard = (
  answer: (
    world: MemoryPorts,
    found: FoundThread,
    draft: Omit<NewMessage, "kind" | "userId" | "source">,
  ) => Promise<unknown>,
  prepare = openThread,
): Flow => ({
  ...withMessage(prepare, (world) => {
    const { message } = typed(world, "Which rank?");
    world.discord.channels.unknown.add(message.id);
    return async () => {
      const found = await world.ports.store.threadByChannel(message.channelId, "");
      if (found) await answer(world, found, message);
    };
  }),
  repeatedBy: "person",
  // From then on the page says that it isn't to be sent again.
  isTaken: (world) => world.tables.messages.some(({ source }) => source === "dashboard"),
});

const closing = (prepare: () => Promise<MemoryPorts>): Flow => ({
  ...withMessage(prepare, (world) => {
    const channelId = world.thread().channelId ?? "";
    return async () => {
      const found = await world.ports.store.threadByChannel(channelId, "");
      if (found) await closeThread(world.ports, found, JONAS, "Solved");
    };
  }),
  repeatedBy: "person",
  isTaken: (world) => world.tables.threads.some((thread) => thread.closingAt !== null),
});

/** The thread can't be opened, its user was told, and then the cause is mended. */
const mended = changed(oneServer, async (world) => {
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  await receiveUserMessage(world.ports, write(world));
  await receiveUserMessage(world.ports, write(world, { content: "Hello?" }));
  world.discord.refusals.delete("createThreadChannel");
  world.clock.pass(10 * MINUTE);
});

/** Two messages couldn't be shown in an open thread until a permission was mended. */
const waitedFor = changed(openThread, async (world) => {
  const channelId = world.thread().channelId ?? "";
  refuse(channelId, "missing-permission")(world);
  for (const content of ["One", "Two"]) await receiveUserMessage(world.ports, write(world, { content }));
  refuse(channelId, null)(world);
  world.clock.pass(10 * MINUTE);
});

export const FLOWS: Record<string, Flow> = {
  "a first message opens a thread": {
    ...fromUser(oneServer, (world) => ({ attachments: [screenshot(world)] })),
    repeatedBy: "relay",
  },
  "a first message finds no server": { ...fromUser(noServer), repeatedBy: "relay" },
  "a first message asks for the server": {
    ...fromUser(twoServers, (world) => ({ attachments: [screenshot(world)] })),
    repeatedBy: "relay",
    waits: true,
  },
  "a message meets a category that is full": {
    ...fromUser(
      changed(oneServer, (world) => world.discord.refusals.set("createThreadChannel", { reason: "category-full" })),
    ),
    repeatedBy: "relay",
    waits: true,
  },
  "a message comes after the trouble was mended": { ...fromUser(mended), repeatedBy: "relay" },
  "the schedule comes after the trouble was mended": {
    ...withMessage(mended, (world) => () => finishCutOff(world.ports)),
    repeatedBy: "schedule",
  },
  "a chosen server gets what waited": {
    ...withMessage(
      changed(twoServers, async (world) => {
        for (const content of ["Hi,", "I am missing", "my rank."]) {
          await receiveUserMessage(world.ports, write(world, { content, attachments: [screenshot(world)] }));
        }
      }),
      (world) => () => {
        const wish = { userId: MARA, guildId: OTHER_GUILD, dmChannelId: dmOf(MARA), sourceId: nextId() };
        return chooseServer(world.ports, wish, "message");
      },
    ),
    repeatedBy: "person",
  },
  "a user writes into the open thread": {
    ...fromUser(openThread, (world) => ({ content: "Any news?", attachments: [screenshot(world)] })),
    repeatedBy: "relay",
  },
  "a user sends more files than one message takes": {
    ...fromUser(openThread, (world) => ({
      content: "All of it:",
      attachments: Array.from({ length: 12 }, (_, n) => ({ ...screenshot(world), id: `92000000000000001${n}` })),
    })),
    repeatedBy: "relay",
  },
  "a user writes after messages that had to wait": {
    ...fromUser(waitedFor, () => ({ content: "Three" })),
    repeatedBy: "relay",
  },
  "the schedule delivers messages that had to wait": {
    ...withMessage(waitedFor, (world) => () => finishCutOff(world.ports)),
    repeatedBy: "schedule",
  },
  "a user writes into a thread whose channel was deleted": {
    ...fromUser(changed(openThread, (world) => world.discord.channels.delete(world.thread().channelId ?? ""))),
    repeatedBy: "relay",
  },
  "staff reply by typing": { ...fromStaff(openThread, "!r Which rank?"), repeatedBy: "relay" },
  "staff reply at length": { ...fromStaff(openThread, `!r ${"word ".repeat(1000)}`), repeatedBy: "relay" },
  "staff reply at length what Discord doesn't take to its end": {
    ...fromStaff(
      changed(openThread, (world) => {
        const filter = { reason: "blocked-by-filter" } as const;
        world.discord.refusedTexts.set(`Northwind: ${"word ".repeat(181).trim()} +screenshot.png`, filter);
      }),
      `!r ${"word ".repeat(1000).trim()}`,
    ),
    repeatedBy: "relay",
  },
  "staff type a note": { ...fromStaff(openThread, "Looks honest."), repeatedBy: "relay" },
  "staff reply anonymously by typing": { ...fromStaff(openThread, "!ar Which rank?"), repeatedBy: "relay" },
  "staff reply where somebody else has claimed": {
    ...fromStaff(
      changed(openThread, (world) => world.store.claim(world.thread().id, null, AIKO, world.clock.now())),
      "!r Which rank?",
    ),
    repeatedBy: "relay",
  },
  "staff keep a note by a command": { ...fromStaff(openThread, "!note Looks honest."), repeatedBy: "relay" },
  "staff claim by typing": { ...fromStaff(openThread, "!claim"), repeatedBy: "relay" },
  "staff close by typing": { ...fromStaff(conversation, "!close Solved"), repeatedBy: "relay" },
  "staff ask for help by typing": { ...fromStaff(openThread, "!help"), repeatedBy: "relay" },
  "staff mistype a command": { ...fromStaff(openThread, "!relpy Which rank?"), repeatedBy: "relay" },
  "staff reply to a user whose DMs are closed": {
    ...fromStaff(changed(openThread, refuse(dmOf(MARA), "dm-closed")), "!r Which rank?"),
    repeatedBy: "relay",
  },
  "staff reply by a command": {
    ...withMessage(openThread, (world) => {
      const { message } = typed(world, "Which rank?");
      // A command is no message.
      world.discord.channels.unknown.add(message.id);
      return async () => {
        const found = await world.ports.store.threadByChannel(message.channelId, "");
        if (found) await reply(world.ports, found, "staff", { ...message, source: "interaction" });
      };
    }),
    repeatedBy: "person",
    isTaken: (world) => world.tables.messages.some((message) => message.kind === "reply"),
  },
  "staff reply on the dashboard": fromDashboard((world, found, draft) =>
    replyFromDashboard(world.ports, found, "staff", draft),
  ),
  "staff reply on the dashboard to a user whose DMs are closed": fromDashboard(
    (world, found, draft) => replyFromDashboard(world.ports, found, "staff", draft),
    changed(openThread, refuse(dmOf(MARA), "dm-closed")),
  ),
  "staff note something on the dashboard": fromDashboard((world, found, draft) =>
    noteFromDashboard(world.ports, found, draft),
  ),
  ...CHANGES,
  ...USER_SIDE,
  "staff close a thread": closing(conversation),
  "staff close a thread without a logs channel": closing(
    changed(conversation, (world) => world.addServer({ logsChannelId: null })),
  ),
  "staff close a thread of a user whose DMs are closed": closing(
    changed(conversation, refuse(dmOf(MARA), "dm-closed")),
  ),
  "staff close a thread whose channel the bot may not delete": closing(
    changed(conversation, (world) => world.discord.refusals.set("deleteChannel", { reason: "missing-permission" })),
  ),
  "staff close a thread while a reply hasn't reached the user": closing(
    changed(conversation, async (world) => {
      const { message } = typed(world, "Done!");
      const { id } = world.thread();
      await world.store.keepStaffMessage({ ...message, kind: "reply", userId: MARA, threadId: id }, "pending");
    }),
  ),
  "staff close a thread before they could see all of it": closing(waitedFor),
  "someone deletes a thread's channel": {
    ...withMessage(
      changed(conversation, (world) => world.discord.channels.delete(world.thread().channelId ?? "")),
      (world) => async () => {
        const found = await world.ports.store.threadByChannel(world.thread().channelId ?? "", "");
        if (found) await closeThread(world.ports, found, null, null);
      },
    ),
    repeatedBy: "relay",
  },
  "the schedule posts a log that is owed": {
    ...withMessage(
      changed(conversation, async (world) => {
        refuse(LOGS, "missing-permission")(world);
        const found = await world.store.threadByChannel(world.thread().channelId ?? "", "");
        if (found) await closeThread(world.ports, found, JONAS, null);
        refuse(LOGS, null)(world);
      }),
      (world) => () => finishCutOff(world.ports),
    ),
    repeatedBy: "schedule",
  },
};
