// Staff edited a message that they had typed in a thread's channel: a reply changes for the user, a note for the
// transcript. An edit never makes one of the other: nothing reaches the user that wasn't sent to them.

import type { Refusal } from "../domain/refusal.ts";
import { readStaffMessage } from "../domain/staff-message.ts";
import { editReply } from "./edit-reply.ts";
import { changeNonce, mirrorLease } from "./mirror.ts";
import type { Ports } from "./ports.ts";
import { accessNow, type StaffMessage } from "./receive-staff-message.ts";
import { typingIn } from "./typed-command.ts";

type Outcome = "shown" | "waits" | "noted" | "refused" | "unknown" | "no-thread";

/** `editedAt` by Discord's clock. Why an edit of a reply isn't passed on is said in the channel. */
export async function editTypedMessage(
  ports: Ports,
  given: StaffMessage,
  editedAt: number,
): Promise<{ outcome: Outcome; threadId: string | null }> {
  const { message } = given;
  const found = await ports.store.threadByChannel(message.channelId, message.id);
  if (found === null) return { outcome: "no-thread", threadId: null };
  const done = (outcome: Outcome) => ({ outcome, threadId: found.thread.id });
  if (found.message === null) return done("unknown");
  const hasMore = message.attachments.length > 0 || message.extras !== undefined;
  const meaning = readStaffMessage(message.content, { ...typingIn(found), hasMore });

  if (found.message.kind === "note") {
    const content = meaning.kind === "note" ? meaning.text : message.content;
    const edit = { id: message.id, content, at: editedAt, by: message.author.id };
    await ports.store.editMessage(edit, mirrorLease(ports));
    return done("noted");
  }
  const refuse = async (refusal: Refusal) => {
    await ports.discord.tellStaff(
      message.channelId,
      { notice: "not-edited", refusal },
      changeNonce("f", message.id, editedAt),
    );
    return done("refused");
  };
  if (meaning.kind !== "reply") {
    return refuse({ reason: meaning.kind === "unreadable" ? "unreadable" : "no-reply-any-more" });
  }
  const person = { id: message.author.id, access: await accessNow(ports, found, given) };
  const edited = await editReply(ports, found, person, found.message, { content: meaning.text, at: editedAt });
  if (edited.ok) return done("shown");
  switch (edited.error.reason) {
    // Of two edits at once the later one stands, and whoever made it is answered.
    case "edited-since":
      return done("shown");
    case "change-waits":
      return done("waits");
    // Staff have been told.
    case "change-not-shown":
      return done("refused");
    default:
      return refuse(edited.error);
  }
}
