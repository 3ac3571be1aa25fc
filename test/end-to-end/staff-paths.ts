// Every path by which staff answer, keep notes and deal with a thread, as data: the stories walk them with and without the
// Message Content intent.

import type { SeenMessage, Upload } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { answerTo, modalOf, type Scene } from "./scene.ts";

export interface Place {
  scene: Scene;
  channel: string;
  /** The thread's header, which has the buttons. */
  header: SeenMessage;
}

interface Path {
  by: string;
  /** Reads what is typed, so it isn't there without Message Content. */
  reads?: true;
}

export interface AnswerPath extends Path {
  anonymous: boolean;
  /** The files stand in the channel already, so the answer doesn't show them again. */
  filesAbove?: true;
  /** Returns what staff see of it in the channel: the bot's answer, or what they typed, with the bot's mark. */
  send(place: Place, text: string, files: Upload[]): Promise<SeenMessage>;
}

const mention = ({ scene }: Place): string => `<@${scene.discord.application.id}>`;

/** Types it and waits for the bot's mark. */
async function typed(place: Place, content: string, files: Upload[], mark: string): Promise<SeenMessage> {
  const { scene, channel } = place;
  const { id } = scene.jonas.send(channel, content, { files });
  const isMarked = (message: SeenMessage) =>
    message.id === id && message.reactions?.some(({ emoji }) => emoji.name === mark);
  return until(() => scene.jonas.messages(channel).find(isMarked), `no ${mark} on "${content}"`);
}

const command = ({ scene, channel }: Place, name: string, options: Record<string, string | boolean | Upload>) =>
  answerTo(scene.jonas.command(channel, name, options));

const fileOptions = (files: Upload[]) => Object.fromEntries(files.map((file, at) => [`file${at + 1}`, file]));

export const ANSWERS: AnswerPath[] = [
  {
    by: "/reply",
    anonymous: false,
    send: (place, text, files) => command(place, "reply", { text, ...fileOptions(files) }),
  },
  {
    by: "/reply with anonymous",
    anonymous: true,
    send: (place, text, files) => command(place, "reply", { text, anonymous: true, ...fileOptions(files) }),
  },
  {
    by: "the Reply button",
    anonymous: false,
    async send({ scene, channel, header }, text, files) {
      const modal = await modalOf(scene.jonas.click(channel, header.id, "Reply"));
      return answerTo(scene.jonas.submit(modal, { text, files }));
    },
  },
  {
    by: "Reply with this, on what Aiko typed",
    anonymous: false,
    filesAbove: true,
    send({ scene, channel }, text, files) {
      const { id } = scene.aiko.send(channel, text, { files });
      return answerTo(scene.jonas.menu(channel, "Reply with this", id));
    },
  },
  {
    by: "@bot r",
    anonymous: false,
    send: (place, text, files) => typed(place, `${mention(place)} r ${text}`, files, "✅"),
  },
  {
    by: "@bot !ar",
    anonymous: true,
    send: (place, text, files) => typed(place, `${mention(place)} !ar ${text}`, files, "🎭"),
  },
  { by: "!r", reads: true, anonymous: false, send: (place, text, files) => typed(place, `!r ${text}`, files, "✅") },
  {
    by: "!anonreply",
    reads: true,
    anonymous: true,
    send: (place, text, files) => typed(place, `!anonreply ${text}`, files, "🎭"),
  },
];

/** Sends the snippet of this name. */
export const SNIPPETS: (Path & { anonymous: boolean; send(place: Place, name: string): Promise<SeenMessage> })[] = [
  { by: "/snippet send", anonymous: false, send: (place, name) => command(place, "snippet send", { name }) },
  { by: "@bot s", anonymous: false, send: (place, name) => typed(place, `${mention(place)} s ${name}`, [], "✅") },
  { by: "@bot !!!", anonymous: true, send: (place, name) => typed(place, `${mention(place)} !!!${name}`, [], "🎭") },
  { by: "!!", reads: true, anonymous: false, send: (place, name) => typed(place, `!!${name}`, [], "✅") },
];

export const NOTES: (Path & { send(place: Place, text: string, files: Upload[]): Promise<SeenMessage> })[] = [
  { by: "/note", send: (place, text, files) => command(place, "note", { text, ...fileOptions(files) }) },
  { by: "@bot note", send: (place, text, files) => typed(place, `${mention(place)} note ${text}`, files, "📝") },
  { by: "!n", reads: true, send: (place, text, files) => typed(place, `!n ${text}`, files, "📝") },
];

/** Runs `claim`, `unclaim`, `takeover` or `close`. */
export const DEEDS: (Path & { act(place: Place, deed: string): Promise<unknown> })[] = [
  { by: "slash commands", act: ({ scene, channel }, deed) => scene.jonas.command(channel, deed) },
  { by: "a mention", act: async (place, deed) => place.scene.jonas.send(place.channel, `${mention(place)} ${deed}`) },
  { by: "the prefix", reads: true, act: async ({ scene, channel }, deed) => scene.jonas.send(channel, `!${deed}`) },
];

/** Changes the latest reply of Jonas, which `answer` shows in the channel, and takes it back. */
export const CHANGES: (Path & {
  edit(place: Place, text: string, answer: SeenMessage): Promise<unknown>;
  remove(place: Place, answer: SeenMessage): Promise<unknown>;
})[] = [
  {
    by: "/edit and /delete",
    edit: (place, text) => command(place, "edit", { text }),
    remove: (place) => command(place, "delete", {}),
  },
  {
    by: "the menus",
    async edit({ scene, channel }, text, answer) {
      const modal = await modalOf(scene.jonas.menu(channel, "Edit this reply", answer.id));
      return answerTo(scene.jonas.submit(modal, { text }));
    },
    remove: ({ scene, channel }, answer) => answerTo(scene.jonas.menu(channel, "Delete this reply", answer.id)),
  },
  {
    by: "a mention",
    edit: async (place, text) => place.scene.jonas.send(place.channel, `${mention(place)} edit ${text}`),
    remove: async (place) => place.scene.jonas.send(place.channel, `${mention(place)} del`),
  },
  {
    by: "the prefix",
    reads: true,
    edit: async ({ scene, channel }, text) => scene.jonas.send(channel, `!e ${text}`),
    remove: async ({ scene, channel }) => scene.jonas.send(channel, "!d"),
  },
];
