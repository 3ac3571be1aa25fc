// What the REST routes for interactions ask of ../interactions, which knows tokens, deadlines and what an answer does.
// Bodies arrive here validated (schema and message rules); state is judged behind it and refused with ApiError.

import type { APIInteractionResponse } from "discord-api-types/v10";
import type { NewFile } from "../world/files.ts";
import type { ChannelRecord, InteractionRecord, MessageRecord } from "../world/state.ts";
import type { MessageBody } from "./validation/message-body.ts";
import type { Uploads } from "./validation/uploads.ts";

export interface Answered {
  interaction: InteractionRecord;
  /** The message that was created or updated; null for a modal, choices, a deferred update. */
  record: MessageRecord | null;
}

type InteractionMessageBody = MessageBody;

export interface InteractionDesk {
  /** The first answer. Throws 10062 (unknown, wrong token, later than 3 s), 40060 (answered before), 50035 (not for this type). */
  answer(id: string, token: string, response: APIInteractionResponse, uploads: Uploads): Answered;
  /** The interaction behind a webhook path. Throws 10015 (unknown or wrong application), 50027 (older than 15 minutes). */
  find(applicationId: string, token: string): InteractionRecord;
  /** Throws 10008 when there is no such message (yet). `id` may be "@original". */
  message(interaction: InteractionRecord, id: string): { channel: ChannelRecord; record: MessageRecord };
  /** A further message; the first one after a deferred answer fills that one in. */
  followUp(interaction: InteractionRecord, body: InteractionMessageBody, files: NewFile[]): MessageRecord;
  edit(interaction: InteractionRecord, id: string, body: InteractionMessageBody, uploads: Uploads): MessageRecord;
  remove(interaction: InteractionRecord, id: string): void;
}
