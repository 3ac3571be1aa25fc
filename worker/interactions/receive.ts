// The door for interactions: signature, shape, the feature's handler, and its answer within Discord's 3 seconds. What
// comes after the answer runs on behind it and fills the answer in.

import { InteractionResponseType, InteractionType, MessageFlags } from "discord-api-types/v10";
import { verifyKey } from "discord-interactions";
import type { App } from "../app.ts";
import { cut, type MessageView, plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import { Later } from "../domain/refusal.ts";
import { logFailure, logPassage, type Passage, readBody } from "../door.ts";
import { impatient, patiently, patientUntil, TELLING_MS } from "../threads/patience.ts";
import type { After, Answer, Choice } from "./feature.ts";
import { features } from "./index.ts";
import { type ReadInteraction, readInteraction } from "./read.ts";

/** Discord states no limit; a signed request older than this is a replay. Seconds. */
const TOLERANCE = 300;

export async function receiveInteraction(request: Request, app: App): Promise<Response> {
  const startedAt = app.now();
  const passage: Passage = { door: "interactions", name: "unknown", outcome: "refused" };
  const refuse = (status: number, error: string) => {
    logPassage({ ...passage, outcome: error }, startedAt, app.trace);
    return Response.json({ error }, { status });
  };

  const body = await readBody(request);
  if (body === null) return refuse(413, "the body is larger than any interaction");
  if (!(await isFromDiscord(request, body, app))) return refuse(401, "the signature is missing, wrong or too old");
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return refuse(400, "the body isn't JSON");
  }
  if (isPing(json)) return Response.json({ type: InteractionResponseType.Pong });
  const read = readInteraction(json, features, app.config);
  if (typeof read === "string") return refuse(400, read);
  passage.name = read.name;

  if (read.kind === "suggest") {
    const choices = await choicesOf(read, app, passage);
    logPassage({ ...passage, outcome: `${choices.length} choices` }, startedAt, app.trace);
    return Response.json({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
  }
  const answer = await answerOf(read, app, passage);
  logPassage({ ...passage, outcome: answer.answer }, startedAt, app.trace);
  if ("after" in answer && answer.after) {
    app.waitUntil(goOn(read, app, answer.answer, answer.after, { ...passage, name: `${passage.name} (after)` }));
  }
  return Response.json(toCallback(answer));
}

async function isFromDiscord(request: Request, body: string, app: App): Promise<boolean> {
  const signature = request.headers.get("x-signature-ed25519") ?? "";
  const timestamp = request.headers.get("x-signature-timestamp") ?? "";
  const seconds = Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(app.now() / 1000 - seconds) > TOLERANCE) return false;
  return verifyKey(body, signature, timestamp, app.config.publicKey);
}

const isPing = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "type" in json && json.type === InteractionType.Ping;

type Act = Extract<ReadInteraction, { kind: "act" }>;
type Suggest = Extract<ReadInteraction, { kind: "suggest" }>;

async function answerOf(read: Act, app: App, passage: Passage): Promise<Answer> {
  if (read.run === null) {
    warnOfName(read, app);
    return { answer: "message", view: refusalView({ reason: "made-up" }), ephemeral: true };
  }
  try {
    return await read.run(app);
  } catch (error) {
    return { answer: "message", view: failureView(error, passage), ephemeral: true };
  }
}

/** A name that nothing has is our mistake (a removed feature still on screen) or a made-up client's. */
const warnOfName = (read: ReadInteraction, app: App) =>
  app.log({ warning: "no feature has this name", problem: read.name.slice(0, 100) });

/** Discord: at most 25, each name at most 100 characters. A failure suggests nothing: there is no room to say it. */
async function choicesOf(read: Suggest, app: App, passage: Passage): Promise<Choice[]> {
  if (read.run === null) {
    warnOfName(read, app);
    return [];
  }
  try {
    const choices = await read.run(app);
    return choices.slice(0, 25).map(({ name, value }) => ({ name: cut(name, 100), value }));
  } catch (error) {
    logFailure({ ...passage, outcome: "failed" }, error);
    return [];
  }
}

async function goOn(read: Act, app: App, answered: Answer["answer"], after: After, passage: Passage) {
  const startedAt = app.now();
  let result: Awaited<ReturnType<After>>;
  try {
    result = await after();
    passage.outcome = "done";
  } catch (error) {
    // A message that others see isn't replaced by one person's failure.
    const failure = failureView(error, passage);
    result = answered === "defer-update" ? { whisper: failure } : { edit: failure };
    passage.outcome = "failed";
  }
  const { edit, files } = result;
  // An answer of its own that stays empty looks as if nothing had been done; others may have redrawn a message since.
  const patience = answered === "defer" ? patientUntil(app, startedAt + TELLING_MS) : impatient;
  try {
    const messageId = edit ? await patiently(app, () => app.answers.edit(read.token, edit, files), patience) : null;
    if (messageId !== null) await result.shown?.(messageId);
    if (result.whisper) await app.answers.whisper(read.token, result.whisper);
  } catch (error) {
    logFailure({ ...passage, outcome: "the answer couldn't be filled in" }, error);
  }
  logPassage(passage, startedAt, app.trace);
}

function failureView(error: unknown, passage: Passage): MessageView {
  if (error instanceof Later) return plain(texts.refusals.later);
  logFailure({ ...passage, outcome: "failed" }, error);
  return plain(texts.refusals.unexpected);
}

function toCallback(answer: Answer) {
  switch (answer.answer) {
    case "message": {
      const flags = answer.ephemeral ? { flags: MessageFlags.Ephemeral } : {};
      return { type: InteractionResponseType.ChannelMessageWithSource, data: { ...answer.view, ...flags } };
    }
    case "defer": {
      const data = answer.ephemeral ? { data: { flags: MessageFlags.Ephemeral } } : {};
      return { type: InteractionResponseType.DeferredChannelMessageWithSource, ...data };
    }
    case "defer-update":
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case "modal":
      return { type: InteractionResponseType.Modal, data: answer.modal };
  }
}
