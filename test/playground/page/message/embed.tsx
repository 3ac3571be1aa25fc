// An embed: colour bar, author, title, description, fields (inline ones three a row), pictures, footer.

import type { APIEmbed } from "discord-api-types/v10";
import { Picture } from "../components/media.tsx";
import { cssColor } from "../data/pane-tools.ts";
import { Markdown, MarkdownLine } from "../markdown/markdown.tsx";
import { messageTime } from "../markdown/time.ts";

export function Embed({ embed }: { embed: APIEmbed }) {
  const bar = embed.color ? { "--accent": cssColor(embed.color) } : {};
  const footer = [embed.footer?.text, embed.timestamp && messageTime(embed.timestamp, Date.now())].filter(Boolean);
  return (
    <article class="embed" style={bar}>
      <div class="embed-body">
        {embed.author && (
          <p class="embed-author">
            {embed.author.icon_url && <Picture url={embed.author.icon_url} class="tiny" />}
            <Linked url={embed.author.url} text={embed.author.name} />
          </p>
        )}
        {embed.title && (
          <p class="embed-title">
            <Linked url={embed.url} text={embed.title} />
          </p>
        )}
        {embed.description && <Markdown text={embed.description} />}
        {embed.fields && embed.fields.length > 0 && (
          <dl class="embed-fields">
            {embed.fields.map((field, index) => (
              <div key={index} class={field.inline ? "field inline" : "field"}>
                <dt>
                  <MarkdownLine text={field.name} />
                </dt>
                <dd>
                  <Markdown text={field.value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {embed.image && <Picture url={embed.image.url} />}
        {footer.length > 0 && (
          <p class="embed-footer">
            {embed.footer?.icon_url && <Picture url={embed.footer.icon_url} class="tiny" />}
            {footer.join(" · ")}
          </p>
        )}
      </div>
      {embed.thumbnail && <Picture url={embed.thumbnail.url} class="thumbnail" />}
    </article>
  );
}

function Linked({ url, text }: { url: string | undefined; text: string }) {
  if (!url || !/^https?:\/\//i.test(url)) return <MarkdownLine text={text} />;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      <MarkdownLine text={text} />
    </a>
  );
}
