// The scene of the end-to-end stories: a server with Modmail on, a user in need, staff, and short ways to look.

import type {
  FakeDiscordOptions,
  Guild,
  InteractionResult,
  OpenModal,
  Person,
  SeenMessage,
} from "../fake-discord/api.ts";
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
  return sceneIn(await startStack({ discord: options }));
}

/** How many scenes a Discord has seen. */
const scenes = new WeakMap<object, number>();

/** A further server with people of its own in a product that runs: stories that share one don't meet. */
export async function sceneIn(stack: Stack): Promise<Scene> {
  const { discord } = stack;
  // Usernames are unique in all of Discord.
  const number = (scenes.get(discord) ?? 0) + 1;
  scenes.set(discord, number);
  const person = (name: string) =>
    discord.createUser({ username: `${name.toLowerCase()}${number === 1 ? "" : number}`, globalName: name });
  const people = { robin: person("Robin"), mara: person("Mara"), jonas: person("Jonas"), aiko: person("Aiko") };
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
export async function threadChannel(
  { guild, mara }: Pick<Scene, "guild" | "mara">,
  username = mara.user.username,
): Promise<string> {
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
export async function marked(person: Person, channel: string, messageId: string, patienceMs?: number): Promise<void> {
  const isMarked = () =>
    person
      .messages(channel)
      .find((message) => message.id === messageId)
      ?.reactions?.some((reaction) => reaction.emoji.name === "✅" && reaction.count > 0);
  await until(isMarked, `no check mark on ${messageId}`, patienceMs);
}

/** What an interaction was answered with in the end, as the person sees it. */
export async function answerTo(asking: Promise<InteractionResult>): Promise<SeenMessage> {
  const result = await asking;
  const answer = result.outcome === "deferred" ? await result.done(PATIENCE_MS) : result.message();
  if (answer === null) throw new Error(`no answer (${result.outcome}): ${result.reason ?? ""}`);
  return answer;
}

/** The modal that a button opened. */
export async function modalOf(clicking: Promise<InteractionResult>): Promise<OpenModal> {
  const { modal, outcome, reason } = await clicking;
  if (!modal) throw new Error(`no modal (${outcome}): ${reason ?? ""}`);
  return modal;
}

const PATIENCE_MS = 20_000;

/** A thread that a first DM opened, with its header. */
export async function openThread(scene: Scene, text = "Hi, I am missing my rank.") {
  const first = scene.mara.send("dm", text);
  const channel = await threadChannel(scene);
  const header = await sees(scene.jonas, channel, "with Mara");
  await sees(scene.jonas, channel, text);
  await marked(scene.mara, "dm", first.id);
  // The last that the user hears of the opening.
  await sees(scene.mara, "dm", "Your message is with the staff");
  return { channel, header, first };
}

/** Waits until the Worker is done with every event that the relay has taken. */
export const settled = ({ relay }: Pick<Scene, "relay">): Promise<unknown> =>
  until(() => relay.status().events.waiting === 0, "the relay still holds events");

/** The thread's row in D1. */
export async function threadRow({ worker, guild }: Scene): Promise<Record<string, unknown>> {
  const row = await worker.db
    .prepare("SELECT * FROM threads WHERE guild_id = ? ORDER BY number DESC LIMIT 1")
    .bind(guild.id)
    .first<Record<string, unknown>>();
  return row ?? {};
}

/** Waits until the thread is closed and everything about it is done, by the schedule when Discord was too busy. */
export const closed = (scene: Scene): Promise<unknown> =>
  until(async () => {
    if ((await threadRow(scene)).state === "closed") return true;
    // Leaves alone what somebody is still at work on.
    await scene.worker.runSchedule();
    return false;
  }, "the thread never closed");

export const marksOn = (person: Person, channel: string, messageId: string): number =>
  person.messages(channel).find((message) => message.id === messageId)?.reactions?.length ?? 0;
