// From the body of an edit to the edit that the world makes: what stays, which flags the message then has.

import { MessageFlags } from "discord-api-types/v10";
import { apiError, invalidForm } from "../rest/errors.ts";
import type { MessageBody } from "../rest/validation/message-body.ts";
import type { Uploads } from "../rest/validation/uploads.ts";
import type { MessageEdit } from "../world/edit-message.ts";
import type { MessageRecord } from "../world/state.ts";

/** Throws 50006 when nothing would be left to see, 50035 when a message becomes V2 with its old contents. */
export function settledEdit({ message }: MessageRecord, body: MessageBody, { files, keep }: Uploads): MessageEdit {
  const before = message.flags ?? 0;
  const flags = settledFlags(before, body.flags);
  if (flags & ~before & MessageFlags.IsComponentsV2) {
    const left = message.content !== "" && body.content === undefined ? "content" : null;
    const leftEmbeds = message.embeds.length > 0 && body.embeds === undefined ? "embeds" : null;
    const path = left ?? leftEmbeds;
    if (path !== null) {
      const code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
      throw invalidForm([{ path: [path], code, message: `The '${path}' field must be emptied in the same edit.` }]);
    }
  }
  const empty =
    !body.poll &&
    (body.content === undefined ? message.content : (body.content ?? "")).trim() === "" &&
    (body.embeds === undefined ? message.embeds : (body.embeds ?? [])).length === 0 &&
    (body.components === undefined ? (message.components ?? []) : (body.components ?? [])).length === 0 &&
    (keep ?? message.attachments).length + files.length === 0;
  if (empty) throw apiError("emptyMessage");
  const poll = body.poll ?? undefined;
  if (poll && !(before & MessageFlags.Loading)) {
    const message = "A poll can be added to a deferred answer only.";
    throw invalidForm([{ path: ["poll"], code: "POLL_TOO_LATE", message }]);
  }
  return {
    poll,
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    keep,
    files,
    flags,
  } as MessageEdit;
}

/** SUPPRESS_EMBEDS may be set and unset, IS_COMPONENTS_V2 only set; a deferred answer that is filled in no longer loads. */
function settledFlags(before: number, wanted: number | null | undefined): number {
  const kept = before & ~MessageFlags.Loading;
  if (typeof wanted !== "number") return kept;
  return (kept & ~MessageFlags.SuppressEmbeds) | (wanted & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2));
}
