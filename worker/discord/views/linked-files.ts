// Files that people fetch from us, because Discord doesn't take them, and files that are lost.

import type { APIEmbed } from "discord-api-types/v10";
import { splitText } from "../../domain/split-text.ts";
import type { LinkedFile } from "../../threads/ports.ts";
import { cut, EMBED_TEXT } from "./layout.ts";
import { texts } from "./texts.ts";

const NAME = 100;

export function linkedFilesEmbeds(files: readonly LinkedFile[]): APIEmbed[] {
  const t = texts.files;
  const linked = files.filter(({ link }) => link !== null).map(fileLine);
  const days = files.find(({ link }) => link !== null)?.link?.days ?? null;
  const until = days === null ? t.signedIn : t.forDays(days);
  const lost = files.filter(({ link }) => link === null).map(fileLine);
  return [
    ...(linked.length === 0 ? [] : [[t.tooLarge, ...linked, until]]),
    ...(lost.length === 0 ? [] : [[t.lost, ...lost]]),
  ].flatMap((lines) => splitText(lines.join("\n"), EMBED_TEXT).map((description) => ({ description })));
}

/** Signs of Discord's markdown in a name would end the link, or begin something else. */
function fileLine({ name, size, link }: LinkedFile): string {
  const plain = cut(name.replace(/[[\]()<>`*_~|\\\n]/g, ""), NAME) || "file";
  const megabytes = `${Math.max(0.1, size / 1_048_576).toFixed(1)} MiB`;
  return link === null ? `- ${plain}` : `- [${plain}](${link.url}) (${megabytes})`;
}
