// Answers to interactions and what follows them. The path's token is the key; bodies are checked here, the state in ../../interactions.

import { checkAnswer } from "../../interactions/check-answer.ts";
import { renderMessage } from "../../world/render-message.ts";
import type { InteractionRecord, MessageRecord } from "../../world/state.ts";
import { idParam } from "../access.ts";
import type { RestRequest, Route } from "../route.ts";
import { checkMessage } from "../validation/message-body.ts";

const WEBHOOK = "/webhooks/:application/:token";

export const interactionRoutes: Route[] = [
  { method: "POST", path: "/interactions/:interaction/:token/callback", auth: "none", handle: answer },
  { method: "POST", path: WEBHOOK, auth: "none", handle: followUp },
  { method: "GET", path: `${WEBHOOK}/messages/:message`, auth: "none", handle: read },
  { method: "PATCH", path: `${WEBHOOK}/messages/:message`, auth: "none", handle: edit },
  { method: "DELETE", path: `${WEBHOOK}/messages/:message`, auth: "none", handle: remove },
];

function answer(request: RestRequest) {
  const { world, neighbours, params } = request;
  const id = idParam(request, "interaction");
  const token = params.token ?? "";
  const asked = world.interactions.get(token);
  const source = asked?.sourceMessageId ?? null;
  const message = source === null ? null : world.channels.get(asked?.channelId ?? "")?.messages.get(source);
  const { response, uploads } = checkAnswer(request.body, request.files, {
    source: message ?? null,
    maxFile: asked?.attachmentSizeLimit ?? 0,
  });
  const { interaction, record } = neighbours.interactions.answer(id, token, response, uploads);
  if (request.query.get("with_response") !== "true") return { status: 204 };
  const described = {
    id: interaction.id,
    type: interaction.type,
    ...(record ? { response_message_id: record.message.id } : {}),
    ...(record
      ? { response_message_loading: interaction.loading, response_message_ephemeral: record.ephemeralFor !== null }
      : {}),
  };
  const resource = { type: response.type, ...(record ? { message: renderFor(request, record) } : {}) };
  return { status: 200, body: { interaction: described, resource } };
}

function followUp(request: RestRequest) {
  const interaction = interactionOf(request);
  const { body, files } = checkMessage(request.body, request.files, {
    schema: "IncomingWebhookInteractionRequest",
    endpoint: "answer",
    maxFile: interaction.attachmentSizeLimit,
  });
  const record = request.neighbours.interactions.followUp(interaction, body, files);
  return { status: 200, body: renderFor(request, record) };
}

function read(request: RestRequest) {
  return { status: 200, body: renderFor(request, messageOf(request, interactionOf(request))) };
}

function edit(request: RestRequest) {
  const interaction = interactionOf(request);
  const { message } = messageOf(request, interaction);
  const { body, ...uploads } = checkMessage(request.body, request.files, {
    schema: "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
    endpoint: "edit",
    maxFile: interaction.attachmentSizeLimit,
    existing: message,
  });
  const desk = request.neighbours.interactions;
  const record = desk.edit(interaction, request.params.message ?? "", body, uploads);
  return { status: 200, body: renderFor(request, record) };
}

function remove(request: RestRequest) {
  const interaction = interactionOf(request);
  messageOf(request, interaction);
  request.neighbours.interactions.remove(interaction, request.params.message ?? "");
  return { status: 204 };
}

function interactionOf(request: RestRequest): InteractionRecord {
  return request.neighbours.interactions.find(idParam(request, "application"), request.params.token ?? "");
}

function messageOf(request: RestRequest, interaction: InteractionRecord): MessageRecord {
  const id = request.params.message === "@original" ? "@original" : idParam(request, "message");
  return request.neighbours.interactions.message(interaction, id).record;
}

function renderFor({ world }: RestRequest, record: MessageRecord) {
  return renderMessage(world, record, world.application.id);
}
