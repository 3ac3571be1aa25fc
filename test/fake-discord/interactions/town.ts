// The place in which the tests of this folder play: a server with a bot, its owner, a member, and the tiny application.

import { REST } from "@discordjs/rest";
import { type APIMessage, type RESTPostAPIApplicationCommandsJSONBody, Routes } from "discord-api-types/v10";
import type { FakeDiscord, Guild, Person } from "../api.ts";
import { startFakeDiscord } from "../start.ts";
import { startTinyApp, type TinyApp } from "./tiny-app.ts";

export interface Town {
  discord: FakeDiscord;
  app: TinyApp;
  owner: Person;
  user: Person;
  guild: Guild;
  /** The channel "general". */
  general: string;
  /** Discord's clock: advances only by hand. */
  clock: { at: number };
  register(commands: RESTPostAPIApplicationCommandsJSONBody[], guildId?: string): Promise<void>;
  /** A message of the bot. */
  post(channelId: string, body: object): Promise<APIMessage>;
  close(): Promise<void>;
}

export async function buildTown(): Promise<Town> {
  const clock = { at: Date.now() };
  const discord = await startFakeDiscord({ now: () => clock.at, rateLimits: false });
  const app = await startTinyApp(discord);
  const owner = discord.createUser({ username: "owner" });
  const user = discord.createUser({ username: "user", globalName: "User" });
  const guild = discord.createGuild({ name: "Rocket League", owner });
  guild.addMember(user);
  guild.addBot();
  await discord.setInteractionsEndpoint(app.url);
  const rest = new REST({ api: discord.url, retries: 0, hashSweepInterval: 0, handlerSweepInterval: 0 });
  rest.setToken(discord.application.token);
  const { id } = discord.application;
  return {
    discord,
    app,
    owner,
    user,
    guild,
    general: guild.channel("general").id,
    clock,
    async register(commands, guildId) {
      const route = guildId ? Routes.applicationGuildCommands(id, guildId) : Routes.applicationCommands(id);
      await rest.put(route, { body: commands });
    },
    post: async (channelId, body) => (await rest.post(Routes.channelMessages(channelId), { body })) as APIMessage,
    async close() {
      await app.close();
      await discord.close();
    },
  };
}
