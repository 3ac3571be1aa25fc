// base64 as a stream, and the parts of a page joined in order.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteParts, base64, base64Length } from "../../../worker/transcripts/bytes.ts";

test("base64 is what the platform's own is, and as long as foretold", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = new TextDecoder().decode(base64(bytes));
      expect(text).toBe(btoa(String.fromCharCode(...bytes)));
      expect(text.length).toBe(base64Length(bytes.length));
    }),
  );
});

test("parts join in order, and a part that was replaced counts with its new size", () => {
  const parts = new ByteParts();
  parts.add("a");
  const place = parts.add("card");
  parts.add("ü");
  const image = new ByteParts();
  image.add("im");
  image.add(Uint8Array.of(103));
  expect(parts.sizeAt(place)).toBe(4);
  parts.replace(place, image);
  expect(parts.size).toBe(6);
  expect(new TextDecoder().decode(parts.join())).toBe("aimgü");
});
