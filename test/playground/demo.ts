// `npm run demo`: the story plays by itself in the terminal, step by step with what each side sees. Exits with 1 at the
// first step that isn't seen.

import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ComponentType } from "discord-api-types/v10";
import type { Person, SeenMessage } from "../fake-discord/api.ts";
import { freshDataDir } from "./data-dir.ts";
import { configure, createScene, type Scene } from "./scene.ts";
import { type Stack, startStack, until } from "./stack.ts";
import { answer, question, reason, reply } from "./story.ts";

const home = fileURLToPath(new URL("../../.modmail", import.meta.url));
/** Where the transcript is copied to, to be opened in a browser. */
const folder = join(home, "demo");
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const roleNames = new Map<string, string>();
const channelNames = new Map<string, string>();
const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
let steps = 0;

console.log("Starting a pretend Discord, the Worker and the relay …");
const stack = await startStack({ dataDir: await freshDataDir(home) });
try {
  const scene = createScene(stack.discord);
  await configure(scene);
  const { guild } = scene.northwind;
  for (const role of guild.roles()) roleNames.set(role.id, role.name);
  for (const channel of guild.channels()) channelNames.set(channel.id, channel.name ?? "");
  await play(stack, scene);
  console.log(paint(32, `\nAll ${steps} steps were seen.`));
} catch (error) {
  console.error(paint(31, `\nNot seen after step ${steps}: ${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = 1;
} finally {
  await stack.close();
}

async function play({ worker }: Stack, { people, northwind }: Scene): Promise<void> {
  const { mara, jonas } = people;
  const { guild, logs } = northwind;

  does(mara, `writes to the bot: ${question}`);
  const first = mara.send("dm", question);
  const picker = await sees(mara, "dm", "in the DM", "Which server is your message for?");

  does(mara, `chooses ${guild.name} from the dropdown`);
  await mara.select("dm", picker.id, "choose-server:choose", [guild.id]);
  const channel = await until(
    () => guild.channels().find((found) => found.name === "modmail-mara")?.id,
    "staff never saw #modmail-mara",
  );
  const header = await sees(jonas, channel, "in #modmail-mara", "Thread #1 with Mara");
  await sees(jonas, channel, "in #modmail-mara", question);
  await seesMark(mara, "dm", first);
  await sees(jonas, logs, "in #modmail-logs", "Thread #1 opened");

  does(jonas, "presses Claim");
  await jonas.click(channel, header.id, "Claim");
  await sees(jonas, channel, "in the header", `Claimed by @${nameOf(jonas)}`);

  does(jonas, `types !r ${answer}`);
  const typed = jonas.send(channel, `!r ${answer}`);
  await sees(mara, "dm", "in the DM", answer);
  await seesMark(jonas, channel, typed);

  does(mara, `answers: ${reply}`);
  const back = mara.send("dm", reply);
  await sees(jonas, channel, "in #modmail-mara", reply);
  await seesMark(mara, "dm", back);

  does(jonas, `presses Close Thread and gives the reason: ${reason}`);
  const { modal, reason: why } = await jonas.click(channel, header.id, "Close Thread");
  if (!modal) throw new Error(`Jonas saw no form: ${why}`);
  await jonas.submit(modal, { reason });
  const log = await sees(jonas, logs, "in #modmail-logs", "Thread #1 closed");
  await sees(mara, "dm", "in the DM", "is closed");
  await until(() => !guild.channels().some((found) => found.id === channel), "#modmail-mara stayed");
  sight(jonas, "in the channel list", "#modmail-mara is gone");

  const thread = await until(
    () =>
      worker.db
        .prepare("SELECT id, number, (SELECT count(*) FROM messages) AS messages FROM threads WHERE state = 'closed'")
        .first<{ id: string; number: number; messages: number }>(),
    "the thread's row never said closed",
  );
  sight(null, "D1", `thread #${thread.number} is closed; its ${thread.messages} messages are kept for audit`);
  await showTranscript(worker, `transcripts/${guild.id}/${thread.id}/transcript.html`, log);
}

async function showTranscript({ bucket }: Stack["worker"], key: string, log: SeenMessage): Promise<void> {
  const object = await bucket.get(key);
  if (object === null) throw new Error(`R2 has no ${key}`);
  const page = await object.text();
  const [posted] = log.attachments;
  if (!posted || posted.size !== object.size || !page.includes(question)) {
    throw new Error("the transcript in #modmail-logs isn't the one in R2");
  }
  await mkdir(folder, { recursive: true });
  const copy = join(folder, posted.filename);
  await writeFile(copy, page);
  console.log(`\nThe transcript lies in R2 at ${key}`);
  console.log(`and, to be opened in a browser, at ${relative(process.cwd(), copy)}`);
}

function does(person: Person, what: string): void {
  steps++;
  console.log(`\n${paint(1, `${steps}. ${nameOf(person)} ${what}`)}`);
}

function sight(person: Person | null, where: string, what: string): void {
  console.log(`   ${paint(36, person === null ? where : `${nameOf(person)} sees ${where}`)}: ${what}`);
}

/** Waits until the person sees a message with this text, and shows the message. */
async function sees(person: Person, channel: string, where: string, text: string): Promise<SeenMessage> {
  const found = await until(
    () => person.messages(channel).findLast((message) => linesOf(message).join(" ").includes(text)),
    `${nameOf(person)} never saw “${text}” ${where}`,
  );
  sight(person, where, linesOf(found).join("\n      "));
  return found;
}

async function seesMark(person: Person, channel: string, { id }: { id: string }): Promise<void> {
  const marked = () => person.messages(channel).find((message) => message.id === id)?.reactions?.length;
  await until(marked, `${nameOf(person)} never saw the check mark`);
  sight(person, "on that message", "✅");
}

/** A message as lines of text: content, embeds, controls, files. */
function linesOf(message: SeenMessage): string[] {
  const embeds = message.embeds.flatMap((embed) => [
    [embed.author?.name, embed.title, embed.description].filter(Boolean).join(": "),
    ...(embed.fields ?? []).map((field) => `${field.name} ${field.value}`),
    embed.footer?.text ?? "",
  ]);
  const labels = (message.components ?? []).flatMap((row) => {
    if (row.type !== ComponentType.ActionRow) return [];
    return row.components.flatMap((control) => {
      if (control.type === ComponentType.StringSelect) return control.options.map(({ label }) => `(${label})`);
      return "label" in control ? [`[${control.label}]`] : [];
    });
  });
  const files = message.attachments.map((file) => `file ${file.filename}`);
  return [message.content, ...embeds, labels.join(" "), ...files].filter((line) => line !== "").map(asShown);
}

/** Mentions and times as Discord shows them. */
function asShown(line: string): string {
  const { discord } = stack;
  return line
    .replace(/<@(\d+)>/g, (_, id: string) => `@${nameOf(discord.person(id))}`)
    .replace(/<@&(\d+)>/g, (_, id: string) => `@${roleNames.get(id) ?? "deleted-role"}`)
    .replace(/<#(\d+)>/g, (_, id: string) => `#${channelNames.get(id) ?? "modmail-mara"}`)
    .replace(/<t:(\d+):\w>/g, (_, seconds: string) => new Date(Number(seconds) * 1000).toISOString().slice(0, 16));
}

function nameOf(person: Person): string {
  return person.user.global_name ?? person.user.username;
}
