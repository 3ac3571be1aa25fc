// Flows of the cut-off matrix about who talks to whom: staff write first or by a snippet, users turn to another server or
// close, and what ends or is shown anew because of what happened in the server.

import { chooseServer } from "../../../worker/threads/choose-server.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { contactUser } from "../../../worker/threads/contact.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { addSnippet } from "../../../worker/threads/snippets.ts";
import { dmOf, GUILD, JONAS, MARA, OTHER_GUILD, sampleSettings } from "../ports/samples.ts";
import type { Flow } from "./cut.ts";
import { changed, withMessage } from "./flow-events.ts";
import { MINUTE, nextId, oneServer, openThread, refuse, screenshot, twoServers, typed, write } from "./scenes.ts";

const BY = { id: JONAS, name: "Jonas", via: "command" } as const;

/** Her messages can't be shown for so long that the next try gives up. */
const aWeekOfTrouble = changed(openThread, async (world) => {
  refuse(world.thread().channelId ?? "", "missing-permission")(world);
  await receiveUserMessage(world.ports, write(world, { content: "Hello?" }));
  world.clock.pass(7 * 24 * 60 * MINUTE);
});

/** Mara was answered by Southwind, and talks to Northwind now. */
const answeredElsewhere = changed(twoServers, async (world) => {
  for (const guildId of [OTHER_GUILD, GUILD]) {
    const wish = { userId: MARA, guildId, dmChannelId: dmOf(MARA), sourceId: nextId() };
    await chooseServer(world.ports, wish, "command");
    world.clock.pass(1);
  }
  const channelId = world.tables.threads[0]?.channelId ?? "";
  await receiveStaffMessage(world.ports, { ...typed(world, "!r Which level?", { channelId }), guildId: OTHER_GUILD });
  await receiveUserMessage(world.ports, write(world, { content: "For the north" }));
});

export const USER_SIDE: Record<string, Flow> = {
  "staff open a thread with a member": {
    ...withMessage(oneServer, (world) => {
      const staff = { id: JONAS, name: "Jonas", avatarUrl: null };
      const channelId = world.discord.channels.add(GUILD, "general");
      const asked = { id: nextId(), staff, access: "staff" as const, channelId, sentAt: world.clock.now() };
      return () => contactUser(world.ports, { ...asked, guildId: GUILD, userId: MARA, text: "Hello" });
    }),
    repeatedBy: "person",
    isTaken: (world) => world.tables.threads.length > 0,
  },
  "staff send a snippet with a file by typing": {
    ...withMessage(
      changed(openThread, async (world) => {
        const wish = { id: nextId(), guildId: GUILD, name: "rules", by: { id: JONAS, name: "Jonas" } };
        await addSnippet(world.ports, wish, { text: "Read {{1}}", files: [screenshot(world)] });
        world.files.cdn.clear();
      }),
      (world) => {
        const message = typed(world, "!!rules everything");
        return () => receiveStaffMessage(world.ports, message);
      },
    ),
    repeatedBy: "relay",
  },
  "a user answers something from another server": {
    ...withMessage(answeredElsewhere, (world) => {
      const reply = world.tables.messages.find(({ kind }) => kind === "reply");
      const answersId = reply?.copyIds[0] ?? "";
      const message = write(world, { content: "Level 7", answersId });
      return () => receiveUserMessage(world.ports, message);
    }),
    repeatedBy: "relay",
  },
  "a user closes their thread before all was seen": {
    ...withMessage(
      changed(openThread, async (world) => {
        refuse(world.thread().channelId ?? "", "missing-permission")(world);
        await receiveUserMessage(world.ports, write(world, { content: "Never mind" }));
      }),
      (world) => async () => {
        const [own] = await world.ports.store.userThreads(MARA);
        if (own) await closeThread(world.ports, own, MARA, null);
      },
    ),
    repeatedBy: "person",
    isTaken: (world) => world.thread().closingAt !== null,
  },
  "a week of trouble ends a thread": {
    ...withMessage(aWeekOfTrouble, (world) => () => finishCutOff(world.ports)),
    repeatedBy: "schedule",
  },
  "another staff role is chosen": {
    ...withMessage(openThread, (world) => async () => {
      const settings = sampleSettings({ staffRoleId: "840000000000000077" });
      await world.ports.store.saveSettings(sampleSettings(), settings, BY, world.clock.now());
      await finishCutOff(world.ports, GUILD);
    }),
    repeatedBy: "person",
    isTaken: (world) => world.tables.guilds.get(GUILD)?.staffRoleId !== sampleSettings().staffRoleId,
  },
};
