// What a person sees of their interaction, now and once a deferred answer has been filled in (InteractionResult of api.ts).

import { type APIInteractionResponse, InteractionResponseType as Response } from "discord-api-types/v10";
import type { InteractionResult, SeenMessage } from "../api.ts";
import { seenNow } from "../people/messages.ts";
import type { World } from "../world/world.ts";
import { type Entry, TOKEN_LIFETIME } from "./docket.ts";

export function failedResult(interactionId: string, reason: string): InteractionResult {
  return { interactionId, outcome: "failed", reason, message: () => null, done: async () => null };
}

export function resultOf(world: World, entry: Entry, response: APIInteractionResponse): InteractionResult {
  const { record } = entry;
  const message = (): SeenMessage | null => {
    const own =
      response.type === Response.ChannelMessageWithSource ||
      response.type === Response.DeferredChannelMessageWithSource;
    return own ? seenNow(world, record.channelId, record.originalId ?? "", record.userId) : null;
  };
  return {
    interactionId: record.id,
    outcome: outcomeOf(response),
    response,
    ...(response.type === Response.Modal
      ? {
          modal: {
            interactionId: record.id,
            channelId: record.channelId,
            ...(record.sourceMessageId === null ? {} : { messageId: record.sourceMessageId }),
            data: response.data,
          },
        }
      : {}),
    message,
    async done(timeoutMs = 10_000) {
      await filled(world, entry, timeoutMs);
      return message();
    },
  };
}

/** A deferred update is "deferred" as well: its message changes later, or a follow-up comes. */
function outcomeOf(response: APIInteractionResponse): InteractionResult["outcome"] {
  switch (response.type) {
    case Response.ChannelMessageWithSource:
      return "message";
    case Response.DeferredChannelMessageWithSource:
    case Response.DeferredMessageUpdate:
      return "deferred";
    case Response.UpdateMessage:
      return "updated";
    case Response.Modal:
      return "modal";
    default:
      throw new Error(`A person doesn't see an answer of type ${response.type}.`);
  }
}

/** How often Discord's clock is looked at while waiting; it may be a test's own clock, which rings no bell. */
const LOOK_EVERY = 50;

function filled(world: World, entry: Entry, timeoutMs: number): Promise<void> {
  if (entry.filled) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      clearInterval(clock);
      entry.onFilled.delete(finish);
    };
    const finish = () => {
      stop();
      resolve();
    };
    const fail = (why: string) => {
      stop();
      reject(new Error(`The deferred answer was never filled in: ${why}`));
    };
    const timer = setTimeout(() => fail(`nothing came in ${timeoutMs} ms.`), timeoutMs);
    const clock = setInterval(() => {
      if (world.now() - entry.record.createdAt > TOKEN_LIFETIME) fail("its 15 minutes are over.");
    }, LOOK_EVERY);
    entry.onFilled.add(finish);
  });
}
