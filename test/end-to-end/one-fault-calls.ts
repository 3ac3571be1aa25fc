// What may go wrong, and the Discord calls at which it does: those of opening, of what people say and change meanwhile, and
// of closing.

import type { Fault, Person } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { marked, type Server, textOf } from "./scene.ts";

type Failure = Pick<Fault, "kind" | "status" | "times" | "scope" | "retryAfter">;
/** What marks the request of a call. */
export type Call = Pick<Fault, "method" | "route" | "body">;

/** Each over within seconds, so that a story may meet it in each of its parts. */
const QUICK: Record<string, Failure> = {
  "one 500": { kind: "error", status: 500 },
  "a 502 after the effect": { kind: "error-after", status: 502 },
  "a connection cut before": { kind: "hang-up" },
  "a connection cut after the effect": { kind: "hang-up-after" },
  "Cloudflare's HTML": { kind: "html", status: 503 },
  "a 429 of the route": { kind: "rate-limit", scope: "user", retryAfter: 0.3 },
  "a 429 that is shared": { kind: "rate-limit", scope: "shared", retryAfter: 0.3 },
  "a 429 that is global": { kind: "rate-limit", scope: "global", retryAfter: 0.3 },
  "a 429 without Retry-After": { kind: "rate-limit", scope: "user", retryAfter: null },
};
/** Five failures are five waits; no answer in time is one of 15 seconds. */
const SLOW: Record<string, Failure> = {
  "five 500s": { kind: "error", status: 500, times: 5 },
  "no answer in time, before": { kind: "silence" },
  "no answer in time, after the effect": { kind: "silence-after" },
};
export const FAILURES: Record<string, Failure> = { ...QUICK, ...SLOW };
export const isSlow = (failure: string): boolean => failure in SLOW;

/** A user with a story of their own. */
export interface Story {
  mara: Person;
  jonas: Person;
  server: Server;
  /** Unlike any other story's, and no other's beginning. */
  name: string;
}

export interface OpenStory extends Story {
  channel: string;
  /** From now on the next request of this call goes wrong. */
  arm(call: Call): void;
}

/** Five failures are five waits of the relay, each up to twice as long as the last. */
export const PATIENCE_MS = 240_000;

const MESSAGES = "/channels/:id/messages";
const MESSAGE = "/channels/:id/messages/:id";
const to = (channel: string, body: string): Call => ({
  method: "POST",
  route: new RegExp(`^/channels/${channel}/messages$`),
  body,
});

/** In the order in which they are met. */
export const OPENING: Record<string, (story: Story, firstId: string) => Call> = {
  "looking the user up": ({ mara }) => ({ method: "GET", route: new RegExp(`/members/${mara.id}$`) }),
  "making the channel": ({ mara }) => ({ method: "POST", route: "/guilds/:id/channels", body: mara.id }),
  "the header": ({ name }) => ({ method: "POST", route: MESSAGES, body: `with ${name}` }),
  "the first copy": ({ name }) => ({ method: "POST", route: MESSAGES, body: `first of ${name}` }),
  "the user's check mark": (_, id) => ({ method: "PUT", route: new RegExp(`/messages/${id}/reactions/`) }),
  "the log of opening": ({ mara, server }) => to(server.logsChannelId, mara.id),
  "telling the user that it is open": ({ mara }) => to(mara.dm(), "Your message is with"),
};

export const CLOSING: Record<string, (story: OpenStory) => Call> = {
  "the log of closing": ({ mara, server }) => to(server.logsChannelId, `${mara.user.username}.html`),
  "telling the user that it is closed": ({ mara }) => to(mara.dm(), "is closed"),
  "deleting the channel": ({ channel }) => ({ method: "DELETE", route: new RegExp(`^/channels/${channel}$`) }),
};

/** Who sees the words in the end: in one message, or not at all. */
export interface Seen {
  words: string;
  byStaff: boolean;
  byUser: boolean;
}

const said = (person: Person, channel: string, words: string) =>
  person.messages(channel).filter((message) => textOf(message).includes(words));
const sees = (person: Person, channel: string, words: string) =>
  until(() => said(person, channel, words)[0], `${person.user.username} never saw ${words}`, PATIENCE_MS);
const byBoth = (words: string): Seen => ({ words, byStaff: true, byUser: true });

/** Mara writes; once staff see it. */
async function written({ mara, jonas, channel }: OpenStory, words: string) {
  const { id } = mara.send("dm", words);
  await marked(mara, "dm", id, PATIENCE_MS);
  return { id, copy: await sees(jonas, channel, words) };
}

/** Jonas types a reply; once Mara sees it. */
async function replied({ mara, jonas, channel }: OpenStory, words: string) {
  const { id } = jonas.send(channel, `!r ${words}`);
  await marked(jonas, channel, id, PATIENCE_MS);
  return { id, copy: await sees(mara, "dm", words) };
}

async function replyByCommand({ jonas, channel }: OpenStory, words: string) {
  const { outcome, reason } = await jonas.command(channel, "reply", { text: words });
  if (outcome !== "deferred") throw new Error(`/reply: ${outcome} ${reason}`);
}

/** What people do while the thread is open, each ended when both sides have seen it. */
export const MEANWHILE: Record<string, (story: OpenStory) => Promise<Seen>> = {
  async "a later copy"(story) {
    const words = `later of ${story.name}`;
    story.arm(to(story.channel, words));
    await written(story, words);
    return byBoth(words);
  },

  async "a typed reply"(story) {
    const words = `answer to ${story.name}`;
    story.arm(to(story.mara.dm(), words));
    await replied(story, words);
    return byBoth(words);
  },

  async "a reply by command"(story) {
    const words = `command to ${story.name}`;
    story.arm(to(story.mara.dm(), words));
    await replyByCommand(story, words);
    await sees(story.mara, "dm", words);
    await sees(story.jonas, story.channel, words);
    return byBoth(words);
  },

  async "the answer to that command"(story) {
    const words = `command shown for ${story.name}`;
    story.arm({ method: "PATCH", route: "/webhooks/:id/:token/messages/@original", body: words });
    await replyByCommand(story, words);
    await sees(story.jonas, story.channel, words);
    return byBoth(words);
  },

  async "the user's edit"(story) {
    const words = `edited by ${story.name}`;
    const { id } = await written(story, `draft of ${story.name}`);
    story.arm({ method: "PATCH", route: MESSAGE, body: words });
    story.mara.edit("dm", id, words);
    await sees(story.jonas, story.channel, words);
    return byBoth(words);
  },

  async "an edit of a typed reply"(story) {
    const words = `edited for ${story.name}`;
    const { id } = await replied(story, `draft for ${story.name}`);
    story.arm({ method: "PATCH", route: MESSAGE, body: words });
    story.jonas.edit(story.channel, id, `!r ${words}`);
    await sees(story.mara, "dm", words);
    return byBoth(words);
  },

  async "the user's deletion"(story) {
    const words = `taken back by ${story.name}`;
    const { id, copy } = await written(story, words);
    story.arm({ method: "PATCH", route: MESSAGE, body: words });
    story.mara.delete("dm", id);
    const isMarked = () =>
      said(story.jonas, story.channel, words).some(
        (m) => m.id === copy.id && textOf(m).includes("Deleted by the user"),
      );
    await until(isMarked, `the deletion by ${story.name} was never marked`, PATIENCE_MS);
    return { words, byStaff: true, byUser: false };
  },

  async "a deletion of a typed reply"(story) {
    const words = `taken back for ${story.name}`;
    const { id, copy } = await replied(story, words);
    story.arm({ method: "DELETE", route: new RegExp(`^/channels/${story.mara.dm()}/messages/${copy.id}$`) });
    story.jonas.delete(story.channel, id);
    await until(() => said(story.mara, "dm", words).length === 0, `a reply to ${story.name} stayed`, PATIENCE_MS);
    return { words, byStaff: false, byUser: false };
  },
};
