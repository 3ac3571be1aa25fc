// Embeds and components as Discord gives them back: with types, ids and links to the files that came along. Pure.

import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent } from "discord-api-types/v10";

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

/** Gives every component without an id the next free one, counted through the message from 1. */
export function settleComponents(
  components: APIMessageTopLevelComponent[],
  attachments: APIAttachment[],
): APIMessageTopLevelComponent[] {
  const copy = structuredClone(components);
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
      if (typeof value.url === "string") value.url = linked(value.url, attachments)?.url ?? value.url;
      for (const item of Object.values(value)) link(item);
    }
  };
  link(copy);
  return copy;
}

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
