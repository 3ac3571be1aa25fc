// A script, not part of the Worker: tells Discord the bot's commands. Reads the Worker's variables from the environment
// or from .dev.vars. Global commands; what isn't in the list any more is removed.

import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseEnv } from "node:util";
import { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import { commandDefinitions } from "./interactions/index.ts";

const file = await readFile(".dev.vars", "utf8").catch((error: NodeJS.ErrnoException) => {
  if (error.code === "ENOENT") return "";
  throw error;
});
const vars: NodeJS.Dict<string> = { ...parseEnv(file), ...process.env };
const {
  DISCORD_API_URL: api = "https://discord.com/api",
  DISCORD_TOKEN: token,
  DISCORD_APPLICATION_ID: applicationId,
} = vars;

if (!token || !applicationId) {
  console.error("Set DISCORD_TOKEN and DISCORD_APPLICATION_ID, in .dev.vars or in the environment.");
  process.exit(1);
}

const definitions = commandDefinitions();
await new REST({ api, version: "10" })
  .setToken(token)
  .put(Routes.applicationCommands(applicationId), { body: definitions });
console.log(`Registered ${definitions.map(({ name }) => `/${name}`).join(", ")}.`);
