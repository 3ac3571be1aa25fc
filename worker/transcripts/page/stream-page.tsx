// The transcript as one HTML page that loads nothing, in pieces as they are asked for: for threads of any length. Held at
// once are one piece of the conversation and one picture.

import { renderToString } from "preact-render-to-string";
import { base64Length } from "../bytes.ts";
import type { ExportInput } from "../export-transcript.ts";
import { likelyShown } from "./attachment.tsx";
import { conversation, type FileSlot } from "./conversation.tsx";
import { renderCard, renderMedia } from "./held-file.tsx";
import { contentPolicy } from "./policy.ts";
import { Shell } from "./shell.tsx";
import { splitSlots } from "./slot.tsx";
import { startTimeline } from "./timeline.ts";

/** One picture's bytes are held as a whole; of all together, a browser has to show them, and R2 is asked once for each. */
const MOST = { bytes: 10 * 1024 * 1024, allBytes: 50 * 1024 * 1024, files: 300 };

export async function* streamPage(input: ExportInput): AsyncGenerator<string | Uint8Array> {
  const { thread, guildName, totals, names, pages } = input;
  const policy = await contentPolicy();
  const shell = renderToString(<Shell {...{ thread, guildName, totals, names, policy }} />);
  const [before = "", , after = ""] = splitSlots(shell);
  const line = startTimeline(thread);
  const media = mediaLoader(input);

  yield `<!doctype html>${before}`;
  for await (const { messages, answered } of pages) {
    const known = new Map([...answered, ...messages].map((message) => [message.id, message]));
    for (const { pieces } of conversation(line.entries(messages), { names, known })) {
      for (const piece of pieces) {
        if (typeof piece === "string") yield piece;
        else yield* media(piece);
      }
    }
  }
  for (const { pieces } of conversation(line.end(), { names, known: new Map() })) yield pieces.join("");
  yield after;
}

/** Pictures and sound while there is room, cards for the rest. */
function mediaLoader({ load }: ExportInput) {
  let [files, bytes] = [0, 0];
  return async function* ({ messageId, attachment }: FileSlot): AsyncGenerator<string | Uint8Array> {
    const size = base64Length(attachment.size);
    const fits = attachment.size <= MOST.bytes && files < MOST.files && bytes + size <= MOST.allBytes;
    const loaded = fits && likelyShown(attachment) !== null ? await load(messageId, attachment) : null;
    const media = loaded === null ? null : renderMedia(attachment, loaded);
    if (media === null) {
      yield renderCard({ messageId, attachment }, null);
      return;
    }
    files += 1;
    bytes += media.size;
    yield* media.pieces();
  };
}
