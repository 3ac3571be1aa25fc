// The scene of the end-to-end stories: a server with Modmail on, a user in need, staff, and short ways to look.

import type { FakeDiscordOptions, Guild, Person, SeenMessage } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";

export interface Scene extends Stack {
  guild: Guild;
  /** The user in need. */
  mara: Person;
  /** Staff. */
  jonas: Person;
  aiko: Person;
  /** Owns the server. */
  robin: Person;
  staffRoleId: string;
  adminRoleId: string;
  categoryId: string;
  logsChannelId: string;
}

/** A whole product with one server in which Modmail is on. */
export async function startScene(options: FakeDiscordOptions = {}): Promise<Scene> {
  const stack = await startStack({ discord: options });
  const { discord } = stack;
  const robin = discord.createUser({ username: "robin", globalName: "Robin" });
  const mara = discord.createUser({ username: "mara", globalName: "Mara" });
  const jonas = discord.createUser({ username: "jonas", globalName: "Jonas" });
  const aiko = discord.createUser({ username: "aiko", globalName: "Aiko" });
  const people = { robin, mara, jonas, aiko };
  const server = addServer(stack, "Northwind", people);
  await enable(stack, server);
  return { ...stack, ...people, ...server };
}

export interface Server {
  guild: Guild;
  staffRoleId: string;
  adminRoleId: string;
  categoryId: string;
  logsChannelId: string;
}

/** A server with everything that Modmail needs, but no settings yet. */
export function addServer(
  { discord }: Stack,
  name: string,
  people: Pick<Scene, "robin" | "mara" | "jonas" | "aiko">,
): Server {
  const guild = discord.createGuild({ name, owner: people.robin });
  guild.addBot();
  const staff = guild.createRole({ name: "Support" });
  const admin = guild.createRole({ name: "Admin" });
  guild.addMember(people.mara);
  guild.addMember(people.jonas, { roles: [staff.id] });
  guild.addMember(people.aiko, { roles: [staff.id] });
  const category = guild.createCategory("modmail-threads");
  const logs = guild.createTextChannel("modmail-logs");
  return { guild, staffRoleId: staff.id, adminRoleId: admin.id, categoryId: category.id, logsChannelId: logs.id };
}

/** Writes the settings, as `/modmail setup` saves them. */
export async function enable({ worker }: Stack, server: Server): Promise<void> {
  await worker.db
    .prepare(
      `INSERT INTO guilds (guild_id, name, enabled, staff_role_id, admin_role_id, category_id, logs_channel_id, updated_at)
       VALUES (?, ?, 1, ?, ?, ?, ?, 0)`,
    )
    .bind(
      server.guild.id,
      server.guild.name,
      server.staffRoleId,
      server.adminRoleId,
      server.categoryId,
      server.logsChannelId,
    )
    .run();
}

/** The channel of the user's thread, once it is there. */
export async function threadChannel({ guild }: Pick<Scene, "guild">, username = "mara"): Promise<string> {
  const name = `modmail-${username}`;
  const found = await until(() => guild.channels().find((channel) => channel.name === name), `no channel #${name}`);
  return found.id;
}

/** What a person sees of a message: its text and its embeds' texts. */
export function textOf(message: SeenMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text,
  ]);
  return [message.content, ...embeds].filter(Boolean).join("\n");
}

/** The first message in which a person sees this text, once it is there. */
export async function sees(person: Person, channel: string, text: string | RegExp): Promise<SeenMessage> {
  const matches = (message: SeenMessage) =>
    typeof text === "string" ? textOf(message).includes(text) : text.test(textOf(message));
  return until(() => person.messages(channel).find(matches), `${person.user.username} never saw ${String(text)}`);
}

/** Waits for the bot's check mark on a message. */
export async function marked(person: Person, channel: string, messageId: string): Promise<void> {
  const isMarked = () =>
    person
      .messages(channel)
      .find((message) => message.id === messageId)
      ?.reactions?.some((reaction) => reaction.emoji.name === "✅" && reaction.count > 0);
  await until(isMarked, `no check mark on ${messageId}`);
}

export const marksOn = (person: Person, channel: string, messageId: string): number =>
  person.messages(channel).find((message) => message.id === messageId)?.reactions?.length ?? 0;
