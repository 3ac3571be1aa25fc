// Setting up in the end-to-end stories: servers where nothing is set up yet, and short ways to use the panel.

import type { Person, SeenMessage } from "../fake-discord/api.ts";
import { addServer, answerTo, type Scene, type Server, textOf } from "./scene.ts";

export interface SetupDesk {
  server: Server;
  /** A channel in which everybody may run commands. */
  general: string;
  /** Runs `/modmail setup` and returns its answer. */
  setup(options?: Record<string, string | number | boolean>, by?: Person): Promise<SeenMessage>;
  status(by?: Person): Promise<SeenMessage>;
  /** The row in D1; null: nothing was ever saved. */
  saved(): Promise<Record<string, unknown> | null>;
  panel: Panel;
}

/** The panel that the server's owner opened last. */
interface Panel {
  open(): Promise<SeenMessage>;
  /** By label; returns the panel as it is afterwards. */
  press(label: string): Promise<SeenMessage>;
  choose(field: string, ...ids: string[]): Promise<SeenMessage>;
  now(): SeenMessage;
}

/** A server of Robin's with the bot, two roles, a category and a channel for logs. */
export function newServer(scene: Scene, name = "Fresh"): SetupDesk {
  const server = addServer(scene, name, scene);
  const general = server.guild.channel("general").id;
  const { robin } = scene;
  let panelId = "";

  const now = () => {
    const seen = robin.messages(general).find((message) => message.id === panelId);
    if (!seen) throw new Error("the panel is gone");
    return seen;
  };
  const afterwards = async (acting: ReturnType<Person["click"]>) => {
    const result = await acting;
    if (result.outcome !== "deferred") throw new Error(`${result.outcome} ${result.reason ?? textOf(now())}`);
    await result.done();
    return now();
  };
  return {
    server,
    general,
    setup: (options = {}, by = robin) => answerTo(by.command(general, "modmail setup", options)),
    status: (by = robin) => answerTo(by.command(general, "modmail status")),
    saved: () =>
      scene.worker.db
        .prepare(
          `SELECT name, enabled, staff_role_id AS staff, admin_role_id AS admin, category_id AS category,
             logs_channel_id AS logs, reply_command AS reply FROM guilds WHERE guild_id = ?`,
        )
        .bind(server.guild.id)
        .first(),
    panel: {
      async open() {
        const panel = await answerTo(robin.command(general, "modmail setup"));
        panelId = panel.id;
        return panel;
      },
      press: (label) => afterwards(robin.click(general, panelId, label)),
      choose: (field, ...ids) => afterwards(robin.select(general, panelId, `setup:${field}`, ids)),
      now,
    },
  };
}

/** Options that choose all that the server has. */
export function everythingOf({ server }: SetupDesk) {
  const { staffRoleId, adminRoleId, categoryId, logsChannelId } = server;
  return { "staff-role": staffRoleId, "admin-role": adminRoleId, category: categoryId, "logs-channel": logsChannelId };
}

/** What stands in the answer's embed under a field's name. */
export const field = (message: SeenMessage, name: string): string | undefined =>
  message.embeds[0]?.fields?.find((one) => one.name === name)?.value;
