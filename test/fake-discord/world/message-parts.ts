// Embeds and components as Discord gives them back: with types, ids and links to the files that came along. Pure.

import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from "discord-api-types/v10";

type Json = Record<string, unknown>;

/** `attachment://name` becomes the file's link. Returns also the ids of the attachments that an embed uses up. */
export function settleEmbeds(
  embeds: APIEmbed[],
  attachments: APIAttachment[],
): { embeds: APIEmbed[]; used: Set<string> } {
  const used = new Set<string>();
  const settled = embeds.map((embed) => {
    const copy = structuredClone(embed) as APIEmbed & Json;
    copy.type = "rich" as NonNullable<APIEmbed["type"]>;
    for (const media of [copy.image, copy.thumbnail]) {
      const file = media && linked(media.url, attachments);
      if (file) used.add(file.id);
      if (media) Object.assign(media, { url: file?.url ?? media.url, proxy_url: file?.url ?? media.url });
    }
    for (const side of [copy.author, copy.footer]) {
      const file = side?.icon_url ? linked(side.icon_url, attachments) : undefined;
      if (file) used.add(file.id);
      if (side?.icon_url) Object.assign(side, { icon_url: file?.url ?? side.icon_url });
    }
    return trimmed(copy);
  });
  return { embeds: settled, used };
}

/** Default, reply, answer to a command: what somebody wrote. Anything else is a system message. */
export function isWritten({ type }: APIMessage): boolean {
  return [0, 19, 20, 23].includes(type);
}

/** Voice messages, polls and forwards stay as they were sent. */
export function isEditable({ flags, poll }: Pick<APIMessage, "flags" | "poll">): boolean {
  return ((flags ?? 0) & (MessageFlags.IsVoiceMessage | MessageFlags.HasSnapshot)) === 0 && poll === undefined;
}

/**
 * Gives every component without an id the next free one, counted through the message from 1, and links files to those
 * that show them. Returns also the ids of these attachments, which don't stand beside the components.
 */
export function settleComponents(
  components: APIMessageTopLevelComponent[],
  attachments: APIAttachment[],
): { components: APIMessageTopLevelComponent[]; used: Set<string> } {
  const copy = structuredClone(components);
  const used = new Set<string>();
  const taken = new Set<number>();
  const each = (value: unknown, visit: (component: Json) => void): void => {
    if (Array.isArray(value)) for (const item of value) each(item, visit);
    else if (isJson(value)) {
      if (typeof value.type === "number") visit(value);
      for (const key of ["components", "component", "accessory", "items"]) each(value[key], visit);
    }
  };
  each(copy, (component) => {
    if (typeof component.id === "number" && component.id !== 0) taken.add(component.id);
  });
  let next = 1;
  each(copy, (component) => {
    if (typeof component.id === "number" && component.id !== 0) return;
    while (taken.has(next)) next += 1;
    taken.add(next);
    component.id = next;
  });
  const link = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) link(item);
    else if (isJson(value)) {
      const file = typeof value.url === "string" ? linked(value.url, attachments) : undefined;
      if (file) {
        used.add(file.id);
        const { id: attachment_id, url, proxy_url, content_type, width, height } = file;
        Object.assign(value, { url, proxy_url, content_type, attachment_id, ...(width ? { width, height } : {}) });
      }
      for (const item of Object.values(value)) link(item);
    }
  };
  link(copy);
  return { components: copy, used };
}

/** The same parts with every text that a person reads in them changed; addresses and custom ids stay. */
export function withTexts<Part>(part: Part, change: (text: string) => string): Part {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (isJson(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
    return typeof value === "string" && READ.has(key) ? change(value) : value;
  };
  return walk(part, "") as Part;
}

/** Where embeds and text displays have their texts. */
const READ = new Set(["title", "description", "name", "value", "text", "content"]);

/** Content and the text of all text displays: what can mention somebody. */
export function pingingText(content: string, components: APIMessageTopLevelComponent[]): string {
  const texts = [content];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isJson(value)) {
      if (value.type === 10 && typeof value.content === "string") texts.push(value.content);
      for (const key of ["components", "accessory"]) walk(value[key]);
    }
  };
  walk(components);
  return texts.join("\n");
}

function linked(url: string, attachments: APIAttachment[]): APIAttachment | undefined {
  if (!url.startsWith("attachment://")) return undefined;
  return attachments.find((attachment) => attachment.filename === url.slice("attachment://".length));
}

function trimmed(embed: APIEmbed): APIEmbed {
  if (embed.title) embed.title = embed.title.trim();
  if (embed.description) embed.description = embed.description.trim();
  if (embed.fields) embed.fields = embed.fields.map((field) => ({ ...field, inline: field.inline ?? false }));
  return embed;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
