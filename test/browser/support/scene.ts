// The small scene of the page's tests: one server, Mara and Jonas, a scripted bot, the page in Chromium.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Locator, Page } from "playwright-core";
import type { FakeDiscord, Guild, Person } from "../../fake-discord/api.ts";
import { startFakeDiscord } from "../../fake-discord/start.ts";
import { type Playground, type PlaygroundOptions, startPlayground } from "../../playground/server.ts";
import { type Script, type ScriptedBot, startScriptedBot } from "./scripted-bot.ts";

export interface Scene {
  discord: FakeDiscord;
  guild: Guild;
  mara: Person;
  jonas: Person;
  supportRole: string;
  bot: ScriptedBot;
  playground: Playground;
  /** REST as the bot: throws on anything but 2xx. */
  rest<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export async function startScene(script: Script, steps: PlaygroundOptions["steps"] = []): Promise<Scene> {
  const discord = await startFakeDiscord({ rateLimits: false });
  const mara = discord.createUser({ username: "mara", globalName: "Mara" });
  const jonas = discord.createUser({ username: "jonas", globalName: "Jonas" });
  const guild = discord.createGuild({ name: "Northwind Guild", owner: jonas });
  const support = guild.createRole({ name: "Support", permissions: PermissionFlagsBits.ManageMessages });
  guild.addMember(mara);
  guild.setMemberRoles(jonas, [support.id]);
  guild.addBot();
  const bot = await startScriptedBot(discord, script);
  const playground = await startPlayground({
    discord,
    cast: [
      { person: mara, part: "A user who needs help", roles: {} },
      { person: jonas, part: "Support in Northwind Guild", roles: { [guild.id]: [support.id] } },
    ],
    start: { user: mara, staff: jonas, guildId: guild.id },
    steps: steps ?? [],
    roleColors: { [support.id]: 0x3fb27f },
  });
  return {
    discord,
    guild,
    mara,
    jonas,
    supportRole: support.id,
    bot,
    playground,
    async rest(method, path, body) {
      const response = await fetch(`${discord.url}/v10${path}`, {
        method,
        headers: {
          authorization: `Bot ${discord.application.token}`,
          "user-agent": "DiscordBot (https://example.com, 1)",
          "content-type": "application/json",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === "" ? null : JSON.parse(text);
    },
    async close() {
      await playground.close();
      await bot.close();
      await discord.close();
    },
  };
}

/** A pane of the page, with the gestures that tests make in it. */
export interface PaneHandle {
  root: Locator;
  box: Locator;
  message(text: string | RegExp): Locator;
  channel(name: string): Locator;
  say(text: string): Promise<void>;
}

export function paneOf(page: Page, side: "user" | "staff"): PaneHandle {
  const root = page.locator(`.pane.${side}`);
  const box = root.getByRole("textbox", { name: /^Message [@#]/ });
  return {
    root,
    box,
    message: (text) => root.locator(".message", { hasText: text }),
    channel: (name) => root.locator(".channel", { hasText: name }),
    async say(text) {
      await box.fill(text);
      await box.press("Enter");
    },
  };
}
