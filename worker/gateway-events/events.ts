// The events that the relay may deliver: a line each. The shape is checked before anything is done.

import * as v from "valibot";
import type { App } from "../app.ts";
import { no, type Result } from "../domain/result.ts";
import { channelDelete } from "./channel-delete.ts";
import { channelSeen } from "./channel-seen.ts";
import type { GatewayEvent, Handled } from "./gateway-event.ts";
import { messageCreate } from "./message-create.ts";
import { messageDelete } from "./message-delete.ts";
import { messageUpdate } from "./message-update.ts";
import { reactionEvents } from "./reactions.ts";
import { relayReady } from "./relay-ready.ts";
import { typingStart } from "./typing-start.ts";

export type { Handled };

const EVENTS: readonly GatewayEvent[] = [
  relayReady,
  messageCreate,
  messageUpdate,
  messageDelete,
  ...reactionEvents,
  channelSeen,
  channelDelete,
  typingStart,
];

const Envelope = v.object({ type: v.string(), data: v.unknown() });

/** The handler for a body, or a sentence on what is wrong with it. */
export function handlerOf(body: string): Result<{ type: string; handle(app: App): Promise<Handled> }, string> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return no("the body isn't JSON");
  }
  const envelope = v.safeParse(Envelope, json);
  if (!envelope.success) return no('the body must be {"type": …, "data": …}');
  const event = EVENTS.find((candidate) => candidate.type === envelope.output.type);
  if (!event) return no("this event's type is unknown");
  return event.read(envelope.output.data);
}
