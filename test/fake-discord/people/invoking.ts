// A person's dealings with the bot's commands, buttons, menus and modals: what they are offered, and what their client sends.

import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Person } from "../api.ts";
import { autocompleteData, contextMenuData, slashData } from "../interactions/command-data.ts";
import { clickData, selectData } from "../interactions/component-data.ts";
import type { Interactions } from "../interactions/interactions.ts";
import { modalData } from "../interactions/modal-data.ts";
import { offeredCommands } from "../interactions/offers.ts";
import type { ChannelRecord, CommandRecord, MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { visibleChannel, visibleMessage } from "./access.ts";

type Invoking = Pick<
  Person,
  "commands" | "command" | "menu" | "autocomplete" | "click" | "select" | "submit" | "forge"
>;

export function createInvoking(world: World, interactions: Interactions, userId: string): Invoking {
  const place = (
    to: string,
  ): { channel: ChannelRecord; call: { world: World; userId: string; channel: ChannelRecord } } => {
    const channel = visibleChannel(world, userId, to);
    return { channel, call: { world, userId, channel } };
  };
  /** The command that this name runs here; of two with one name the server's own. */
  const offered = (channel: ChannelRecord, name: string, matches: (command: CommandRecord) => boolean) => {
    const found = offeredCommands(world, userId, channel).filter(matches);
    const command = found.find((one) => one.guild_id !== undefined) ?? found[0];
    if (!command) throw new Error(`You are not offered a command "${name}" here.`);
    return command;
  };
  /** The bot's message with the component; the bot must still be there to hear of it. */
  const componentMessage = (channel: ChannelRecord, messageId: string): MessageRecord => {
    const message = visibleMessage(world, userId, channel, messageId);
    if (message.message.author.id !== world.application.id) throw new Error("Only the bot's messages have components.");
    demandBot(world, channel);
    return message;
  };

  return {
    commands(to) {
      return offeredCommands(world, userId, place(to).channel).map((command) => structuredClone(command));
    },
    async command(to, name, options = {}) {
      const { channel, call } = place(to);
      const data = slashData(call, offered(channel, name, isRoot(name)), name, options);
      return interactions.send({ type: InteractionType.ApplicationCommand, userId, channel, data });
    },
    async menu(to, name, targetId) {
      const { channel, call } = place(to);
      const kind = channel.messages.has(targetId) ? ApplicationCommandType.Message : ApplicationCommandType.User;
      const command = offered(channel, name, (one) => one.type === kind && one.name === name);
      const data = contextMenuData(call, command, targetId);
      return interactions.send({ type: InteractionType.ApplicationCommand, userId, channel, data });
    },
    async autocomplete(to, name, options, focused) {
      const { channel, call } = place(to);
      const data = autocompleteData(call, offered(channel, name, isRoot(name)), name, options, focused);
      return interactions.choices({ type: InteractionType.ApplicationCommandAutocomplete, userId, channel, data });
    },
    async click(to, messageId, button) {
      const { channel } = place(to);
      const message = componentMessage(channel, messageId);
      const data = clickData(message, button);
      return interactions.send({ type: InteractionType.MessageComponent, userId, channel, data, message });
    },
    async select(to, messageId, customId, values) {
      const { channel, call } = place(to);
      const message = componentMessage(channel, messageId);
      const data = selectData(call, message, customId, values);
      return interactions.send({ type: InteractionType.MessageComponent, userId, channel, data, message });
    },
    async submit(modal, values) {
      const { channel, call } = place(modal.channelId);
      const origin = interactions.origin(modal.interactionId);
      if (origin?.userId !== userId) throw new Error("This modal wasn't opened for you.");
      demandBot(world, channel);
      const data = modalData(call, modal.data, values);
      const message = origin.message ?? undefined;
      const openedBy = origin.metadata;
      return interactions.send({ type: InteractionType.ModalSubmit, userId, channel, data, message, openedBy });
    },
    async forge(to, payload) {
      return interactions.forge(userId, visibleChannel(world, userId, to), payload);
    },
  };
}

function isRoot(name: string): (command: CommandRecord) => boolean {
  const root = name.split(" ")[0];
  return (command) => command.type === ApplicationCommandType.ChatInput && command.name === root;
}

/** In a DM buttons go on working for someone who has left every server of the bot. */
function demandBot(world: World, channel: ChannelRecord): void {
  if (channel.guildId !== null && !world.guilds.get(channel.guildId)?.members.has(world.application.id)) {
    throw new Error("This interaction failed: the application is no longer in this server.");
  }
}
