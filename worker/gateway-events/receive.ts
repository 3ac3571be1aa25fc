// The door for what the relay delivers: signature, shape, then the event's file. 2xx means the work is done; 4xx that it
// never can be; 503 with Retry-After that it should come again.

import type { RelayAnswer } from "../../gateway-relay/protocol/events.ts";
import { verifyDelivery } from "../../gateway-relay/protocol/signing.ts";
import type { App } from "../app.ts";
import { Later } from "../domain/refusal.ts";
import { laterResponse, logFailure, logPassage, type Passage, readBody } from "../door.ts";
import { type Handled, handlerOf } from "./events.ts";

export async function receiveGatewayEvent(request: Request, app: App): Promise<Response> {
  const startedAt = app.now();
  const passage: Passage = { door: "gateway-events", name: "unknown", outcome: "refused" };
  const refuse = (status: number, outcome: string) => {
    logPassage({ ...passage, outcome }, startedAt, app.trace);
    return Response.json({ outcome } satisfies RelayAnswer, { status });
  };

  const body = await readBody(request);
  if (body === null) return refuse(413, "the body is larger than any event");
  if (!verifyDelivery(app.config.relaySecrets, request.headers, body)) {
    return refuse(401, "the signature is missing, wrong, or older than five minutes");
  }
  const handler = handlerOf(body);
  if (!handler.ok) return refuse(400, handler.error);
  passage.name = handler.value.type;

  try {
    const handled: Handled = await handler.value.handle(app);
    logPassage({ ...passage, outcome: handled.outcome, threadId: handled.threadId ?? null }, startedAt, app.trace);
    return Response.json({ ...answerOf(handled), ...costOf(app) } satisfies RelayAnswer);
  } catch (error) {
    if (error instanceof Later) {
      logPassage({ ...passage, outcome: `later: ${error.message}` }, startedAt, app.trace);
      return laterResponse(error, {
        ...costOf(app),
        ...(error.everywhere ? { discord_pause_ms: error.seconds * 1000 } : {}),
        ...(error.onlyNiceties ? { only_niceties: true } : {}),
      } satisfies Partial<RelayAnswer>);
    }
    logFailure({ ...passage, outcome: "failed" }, error);
    return Response.json({ outcome: "failed", ...costOf(app) } satisfies RelayAnswer, { status: 500 });
  }
}

const costOf = ({ trace }: App) => ({
  discord_requests: trace.filter((step) => step.startsWith("discord ")).length,
});

function answerOf({ outcome, threadChannels, knownChannels, quietSeconds }: Handled): RelayAnswer {
  return {
    outcome,
    ...(quietSeconds === undefined ? {} : { quiet_seconds: quietSeconds }),
    ...(threadChannels ? { thread_channels: threadChannels } : {}),
    ...(knownChannels
      ? {
          known_channels: knownChannels.map(({ channelId, guildId, lastMessageId, userId, isOpen }) => ({
            channel_id: channelId,
            guild_id: guildId,
            last_message_id: lastMessageId,
            user_id: userId,
            ...(isOpen ? { open: true } : {}),
          })),
        }
      : {}),
  };
}
