// What an embed must and may hold beyond its schema.

import type { Flaw } from "../errors.ts";
import { isJson, type Json, objects, text, trimmedLength } from "./json.ts";

const MAX_TOTAL = 6000;
const SHOWN = ["title", "description", "fields", "image", "thumbnail", "author", "footer", "url", "timestamp"];

/** `files`: names that `attachment://` may point to. */
export function embedFlaws(embeds: Json[], files: readonly string[]): Flaw[] {
  const flaws = embeds.flatMap((embed, index) =>
    inEmbed(embed, files).map((flaw) => ({ ...flaw, path: ["embeds", index, ...flaw.path] })),
  );
  if (embeds.reduce((sum, embed) => sum + size(embed), 0) > MAX_TOTAL) {
    const message = `Embed size exceeds maximum size of ${MAX_TOTAL}`;
    flaws.push({ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message });
  }
  return flaws;
}

function inEmbed(embed: Json, files: readonly string[]): Flaw[] {
  const flaws: Flaw[] = [];
  if (!SHOWN.some((key) => embed[key] !== undefined && embed[key] !== null && embed[key] !== "")) {
    flaws.push({ path: ["description"], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  }
  for (const [index, field] of objects(embed.fields).entries()) {
    for (const key of ["name", "value"]) {
      if (trimmedLength(field[key]) > 0) continue;
      flaws.push({ path: ["fields", index, key], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
    }
  }
  for (const [where, key] of [
    ["image", "url"],
    ["thumbnail", "url"],
    ["author", "icon_url"],
    ["footer", "icon_url"],
  ] as const) {
    const part = embed[where];
    const flaw = isJson(part) ? attachmentFlaw(text(part[key]), files, /\.(jpe?g|png|webp|gif)$/i) : null;
    if (flaw) flaws.push({ path: [where, key], ...flaw });
  }
  const url = text(embed.url);
  if (url.startsWith("attachment:")) {
    const message = `Scheme "attachment" is not supported. Scheme must be one of ('http', 'https').`;
    flaws.push({ path: ["url"], code: "URL_TYPE_INVALID_SCHEME", message });
  }
  return flaws;
}

/** Discord shows a broken image for a name that isn't among the files; here it is an error. */
export function attachmentFlaw(
  url: string,
  files: readonly string[],
  allowed: RegExp,
): { code: string; message: string } | null {
  if (!url.startsWith("attachment://")) return null;
  const name = url.slice("attachment://".length);
  if (!files.includes(name))
    return { code: "ATTACHMENT_NOT_FOUND", message: `No file "${name}" comes with this message.` };
  if (!allowed.test(name)) return { code: "ATTACHMENT_WRONG_TYPE", message: `"${name}" can't be shown here.` };
  return null;
}

function size(embed: Json): number {
  const fields = objects(embed.fields).reduce(
    (sum, field) => sum + trimmedLength(field.name) + trimmedLength(field.value),
    0,
  );
  const footer = isJson(embed.footer) ? trimmedLength(embed.footer.text) : 0;
  const author = isJson(embed.author) ? trimmedLength(embed.author.name) : 0;
  return trimmedLength(embed.title) + trimmedLength(embed.description) + fields + footer + author;
}
