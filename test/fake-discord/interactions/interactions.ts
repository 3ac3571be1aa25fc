// From a person's act to the application's answer: sends the interaction, waits three seconds, tells what came of it.

import type { APIApplicationCommandOptionChoice, APIInteractionResponse } from "discord-api-types/v10";
import { ApplicationCommandType, InteractionType, InteractionResponseType as Response } from "discord-api-types/v10";
import type { InteractionResult } from "../api.ts";
import { ApiError } from "../rest/errors.ts";
import type { InteractionDesk } from "../rest/interaction-port.ts";
import type { ChannelRecord, InteractionRecord, MessageRecord } from "../world/state.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";
import { checkAnswer } from "./check-answer.ts";
import { createDesk } from "./desk.ts";
import { createDocket, type Entry } from "./docket.ts";
import { createEndpoint, DEADLINE, type EndpointAnswer, isJson } from "./endpoint.ts";
import { metadataOf, targetOf } from "./metadata.ts";
import { buildPayload, type InteractionPayload, type Occasion } from "./payload.ts";
import { failedResult, resultOf } from "./result.ts";

interface Origin {
  userId: string;
  message: MessageRecord | null;
  /** See `InteractionRecord`. */
  metadata: Record<string, unknown>;
}

export interface Interactions {
  /** Hex, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  /** What the REST routes need. */
  readonly desk: InteractionDesk;
  setEndpoint(url: string): Promise<void>;
  send(occasion: Occasion): Promise<InteractionResult>;
  /** Rejects when the application doesn't offer choices in time. */
  choices(occasion: Occasion): Promise<APIApplicationCommandOptionChoice[]>;
  /** `payload` replaces what Discord would have sent; answers with what the application answered, and lets it take effect if it can. */
  forge(
    userId: string,
    channel: ChannelRecord,
    payload: Record<string, unknown>,
  ): Promise<{ status: number; body: unknown }>;
  /** Who set off an interaction and from which message, for the modal that it opened; null when there is none like it. */
  origin(interactionId: string): Origin | null;
}

export function createInteractions(world: World): Interactions {
  const endpoint = createEndpoint(world);
  const docket = createDocket(world);
  const desk = createDesk(world, docket);

  /** Applies an answer that came in the HTTP response; throws what Discord would find wrong with it. */
  const takeInline = (entry: Entry, answer: EndpointAnswer) => {
    if (!isJson(answer.contentType)) throw new Error(`its Content-Type was "${answer.contentType}", not JSON`);
    const { response, uploads } = checkAnswer(parse(answer.text), [], {
      source: sourceOf(world, entry.record),
      maxFile: entry.record.attachmentSizeLimit,
    });
    desk.answer(entry.record.id, entry.record.token, response, uploads);
  };

  const start = (payload: InteractionPayload, occasion: Occasion): Entry => {
    const { userId, channel, message } = occasion;
    const target = targetOf(world, payload, occasion);
    const record: InteractionRecord = {
      id: payload.id,
      token: payload.token,
      type: payload.type,
      userId,
      channelId: channel.id,
      guildId: channel.guildId,
      createdAt: world.now(),
      answeredWith: null,
      deferredEphemeral: false,
      loading: false,
      attachmentSizeLimit: uploadLimit(world, channel, userId),
      metadata: metadataOf(world, payload, occasion, target),
      targetMessageId: target.messageId,
      sourceMessageId: message?.message.id ?? null,
      originalId: null,
      followUpIds: [],
    };
    const data = payload.data as { type?: unknown } | null | undefined;
    const contextMenu = record.type === InteractionType.ApplicationCommand && isContextMenu(data?.type);
    return docket.open(record, { fromComponent: record.sourceMessageId !== null, contextMenu });
  };

  /** Settles with the first answer, or with why there was none. */
  const exchange = (entry: Entry, payload: InteractionPayload) =>
    new Promise<{ response: APIInteractionResponse } | { failure: string }>((resolve) => {
      const fail = (failure: string) => {
        clearTimeout(timer);
        if (entry.response) return;
        entry.dead = true;
        resolve({ failure: `The application did not respond: ${failure}` });
      };
      const timer = setTimeout(() => fail("three seconds went by."), DEADLINE);
      timer.unref();
      entry.onAnswer = (response) => {
        clearTimeout(timer);
        resolve({ response });
      };
      endpoint.post(payload).then(
        (answer) => {
          if (entry.response) return;
          // With 202 the application says that it answers through the callback route.
          if (answer.status === 202 && answer.text === "") return;
          if (answer.status !== 200) return fail(`its endpoint answered ${answer.status} ${answer.text}`.trim());
          try {
            takeInline(entry, answer);
          } catch (error) {
            fail(`its answer is not valid: ${describe(error)}`);
          }
        },
        (error: unknown) => fail(describe(error)),
      );
    });

  return {
    publicKey: endpoint.publicKey,
    desk,
    setEndpoint: (url) => endpoint.set(url),
    async send(occasion) {
      const payload = buildPayload(world, occasion);
      const entry = start(payload, occasion);
      const outcome = await exchange(entry, payload);
      return "failure" in outcome
        ? failedResult(payload.id, outcome.failure)
        : resultOf(world, entry, outcome.response);
    },
    async choices(occasion) {
      const payload = buildPayload(world, occasion);
      const entry = start(payload, occasion);
      const outcome = await exchange(entry, payload);
      if ("failure" in outcome) throw new Error(`Loading options failed. ${outcome.failure}`);
      const { response } = outcome;
      return response.type === Response.ApplicationCommandAutocompleteResult ? (response.data.choices ?? []) : [];
    },
    async forge(userId, channel, forged) {
      const type = typeof forged.type === "number" ? forged.type : InteractionType.ApplicationCommand;
      const message = forgedSource(channel, forged.message);
      const occasion: Occasion = { type, userId, channel, data: forged.data, message };
      const payload = { ...buildPayload(world, occasion), ...forged } as InteractionPayload;
      const entry = start(payload, occasion);
      const timer = setTimeout(() => {
        entry.dead = entry.response === null;
      }, DEADLINE);
      timer.unref();
      const answer = await endpoint.post(payload);
      if (answer.status === 200 && !entry.response) {
        try {
          takeInline(entry, answer);
        } catch {
          // The caller judges what came back; a made-up client shows nothing for what it can't use.
          entry.dead = true;
        }
      }
      return { status: answer.status, body: parse(answer.text) };
    },
    origin(interactionId) {
      const entry = docket.byId(interactionId);
      if (!entry) return null;
      const { userId, metadata } = entry.record;
      return { userId, metadata, message: sourceOf(world, entry.record) };
    },
  };
}

function sourceOf(world: World, record: InteractionRecord): MessageRecord | null {
  return world.channels.get(record.channelId)?.messages.get(record.sourceMessageId ?? "") ?? null;
}

/** A forged `message` counts as the source when it names one that exists. */
function forgedSource(channel: ChannelRecord, message: unknown): MessageRecord | undefined {
  const id = (message as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? channel.messages.get(id) : undefined;
}

function isContextMenu(type: unknown): boolean {
  return type === ApplicationCommandType.User || type === ApplicationCommandType.Message;
}

/** What isn't JSON is given back as text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(error: unknown): string {
  if (error instanceof ApiError) return JSON.stringify(error.body());
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
