// Where transcripts and attachments lie in R2, whatever people call their files.

import fc from "fast-check";
import { expect, test } from "vitest";
import { attachmentKey, safeName, transcriptKey } from "../../../worker/transcripts/keys.ts";

test.each([
  ["photo.png", "photo.png"],
  ["Mein Foto (1).PNG", "Mein_Foto_1_.PNG"],
  ["café.txt", "cafe.txt"],
  ["../../etc/passwd", "etc_passwd"],
  ["a\r\nb: c.txt", "a_b_c.txt"],
  [".hidden", "hidden"],
  ["写真.jpg", "jpg"],
  ["写真", "file"],
  ["", "file"],
  [`${"a".repeat(300)}.png`, `${"a".repeat(96)}.png`],
])("%j becomes a name that is safe anywhere", (name, safe) => expect(safeName(name, "file")).toBe(safe));

test("whatever a file is called, its key stays in its own folder and within R2's limits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (id, name) => {
      expect(attachmentKey(id, { id, name })).toMatch(
        /^attachments\/[A-Za-z0-9_-]{1,64}\/[A-Za-z0-9_-]{1,64}\/[A-Za-z0-9-][A-Za-z0-9._-]{0,99}$/,
      );
    }),
  );
});

test("a transcript lies under its server and thread", () => {
  expect(transcriptKey({ guildId: "81", id: "k3v9" }, "html")).toBe("transcripts/81/k3v9/transcript.html");
});
