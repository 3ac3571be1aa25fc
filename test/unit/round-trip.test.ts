// Whatever people send survives the way to the other side and into the transcript unchanged in meaning: the copies say
// together what the source says, and each file comes once.

import fc from "fast-check";
import { expect, test } from "vitest";
import { replyCopies, userMessageCopies } from "../../worker/discord/views/copies.ts";
import { filesOf } from "../../worker/domain/extras.ts";
import type { Attachment, Message } from "../../worker/domain/message.ts";
import { packFiles } from "../../worker/threads/files.ts";
import { checkMessage } from "../fake-discord/rest/validation/message-body.ts";
import { rejoin } from "./domain/rejoin.ts";
import { writtenText } from "./domain/written-text.ts";
import { createMemoryPorts } from "./ports/create-memory-ports.ts";
import { render, withTag } from "./transcripts/render.ts";
import { sampleAttachment, sampleMessage, sampleThread } from "./transcripts/sample.ts";

const MIB = 1_048_576;
/** What a client lets people write with Nitro, and what a command takes. */
const LONGEST = { user: 4000, reply: 6000 } as const;

const sizes = fc.array(fc.constantFrom(1, 200_000, 2 * MIB, 9 * MIB, 10 * MIB + 1), { maxLength: 14, size: "max" });
const messages = fc
  .record({
    kind: fc.constantFrom("user" as const, "reply" as const),
    text: writtenText(150),
    own: sizes,
    forwarded: fc.option(fc.record({ text: writtenText(150), sizes }), { nil: null }),
  })
  .map(({ kind, text, own, forwarded }): Message => {
    let made = 0;
    const file = (size: number): Attachment => {
      made += 1;
      return sampleAttachment({ id: String(920000000000000000n + BigInt(made)), name: `f${made}.bin`, size });
    };
    const attachments = own.map(file);
    const content = text.slice(0, LONGEST[kind]).toWellFormed().trim();
    if (forwarded === null) return sampleMessage({ kind, content, attachments, copyIds: [] });
    const snapshot = {
      content: forwarded.text.slice(0, LONGEST.user).toWellFormed().trim(),
      attachments: forwarded.sizes.map(file),
      stickers: [],
      embeds: [],
      sentAt: null,
    };
    const extras = { stickers: [], poll: null, forwarded: snapshot };
    return sampleMessage({ kind, content, attachments, extras, copyIds: [] });
  });

/** Its copies as Discord gets them; every file that Discord had is kept. */
async function copiesOf(message: Message) {
  const { ports, files } = createMemoryPorts();
  for (const { url } of filesOf(message)) files.cdn.set(url, new Uint8Array(1));
  const packed = await packFiles(
    ports,
    message,
    { id: "thread", guildId: "guild" },
    message.kind === "user" ? "staff" : "user",
  );
  const outgoing = { message, ...packed, continued: false };
  return message.kind === "user"
    ? userMessageCopies(outgoing, message.sentAt)
    : replyCopies(outgoing, "Castle", message.sentAt);
}

test("in the copies: Discord takes each, they make up the text, and each file comes once, as a file or a link", async () => {
  await fc.assert(
    fc.asyncProperty(messages, async (message) => {
      const copies = await copiesOf(message);
      for (const { view, files } of copies) {
        expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(24 * MIB);
        if (view.embeds) checkMessage(view, [], { schema: "MessageCreateRequest", endpoint: "create" });
      }
      const embeds = copies.flatMap(({ view }) => view.embeds ?? []);
      const links = embeds.filter(({ description }) => description?.startsWith("Too large for Discord"));
      const forwardedAt = embeds.findIndex(({ title }) => title === "Forwarded message");
      const texts = embeds.filter((embed) => !links.includes(embed)).map(({ description = "" }) => description);
      const own = forwardedAt === -1 ? texts : texts.slice(0, forwardedAt);
      const forwarded = forwardedAt === -1 ? [] : texts.slice(forwardedAt);
      const isSaid = (pieces: string[], text: string) =>
        expect(
          rejoin(
            pieces.filter((piece) => piece !== ""),
            text,
          ).trim(),
        ).toBe(text);
      isSaid(own, message.content);
      isSaid(forwarded, message.extras?.forwarded?.content ?? "");

      const shown = copies.flatMap(({ files }) => files.map(({ name }) => name));
      const linked = links.flatMap(({ description = "" }) =>
        [...description.matchAll(/\[(f\d+\.bin)\]/g)].map(([, name]) => name),
      );
      expect([...shown, ...linked].sort()).toEqual(
        filesOf(message)
          .map(({ name }) => name)
          .sort(),
      );
      const large = filesOf(message).filter(({ size }) => size > 10 * MIB);
      expect(linked).toEqual(large.map(({ name }) => name));
    }),
    { numRuns: 60 },
  );
});

test("in the transcript: all words in order, and each file once", async () => {
  await fc.assert(
    fc.asyncProperty(messages, async (message) => {
      const { elements } = await render({ thread: sampleThread({ claimedBy: null }), messages: [message] });
      const page = withTag(elements, "article")[0]?.text ?? "";
      const { content, extras } = message;
      const marks = (text: string) => text.match(/#\d+#/g) ?? [];
      expect(marks(page)).toEqual([...marks(content), ...marks(extras?.forwarded?.content ?? "")]);
      expect(page.match(/f\d+\.bin/g) ?? []).toEqual(filesOf(message).map(({ name }) => name));
    }),
    { numRuns: 60 },
  );
});
