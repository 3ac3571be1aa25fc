// What a poll must be beyond its schema.

import type { Flaw } from "../errors.ts";
import { isJson, type Json, objects, text } from "./json.ts";

const MAX_ANSWER = 55;

/** `poll` has passed its schema; paths start with it. */
export function pollFlaws(poll: unknown): Flaw[] {
  if (!isJson(poll)) return [];
  const question = isJson(poll.question) ? poll.question : {};
  return [
    ...textFlaws(question, ["poll", "question"]),
    ...(isJson(question.emoji) ? [wrong(["poll", "question", "emoji"], "A question has text only.")] : []),
    ...objects(poll.answers).flatMap(({ poll_media }, index) => {
      const at = ["poll", "answers", index, "poll_media"];
      const media = isJson(poll_media) ? poll_media : {};
      return [...textFlaws(media, at), ...lengthFlaws(media, at), ...emojiFlaws(media, at)];
    }),
  ];
}

function textFlaws(media: Json, at: Flaw["path"]): Flaw[] {
  if (text(media.text).trim() !== "") return [];
  return [{ path: [...at, "text"], code: "BASE_TYPE_REQUIRED", message: "This field is required" }];
}

function lengthFlaws(media: Json, at: Flaw["path"]): Flaw[] {
  if (text(media.text).length <= MAX_ANSWER) return [];
  const message = `Must be ${MAX_ANSWER} or fewer in length.`;
  return [{ path: [...at, "text"], code: "BASE_TYPE_MAX_LENGTH", message }];
}

/** One's own emoji by its id, any other by its name. */
function emojiFlaws({ emoji }: Json, at: Flaw["path"]): Flaw[] {
  if (!isJson(emoji) || (text(emoji.id) !== "") !== (text(emoji.name) !== "")) return [];
  return [wrong([...at, "emoji"], "An emoji has either an id or a name.")];
}

function wrong(path: Flaw["path"], message: string): Flaw {
  return { path, code: "BASE_TYPE_CHOICES", message };
}
