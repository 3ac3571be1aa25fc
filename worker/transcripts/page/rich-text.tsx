// Markdown's tree → elements. Only these elements, classes and http(s) links can come out of what people wrote.

import type { ComponentChildren } from "preact";
import type { Block, Inline, List } from "../markdown/nodes.ts";
import { parseMarkdown } from "../markdown/parse.ts";
import { discordTime } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** Names of users by their ids. */
export type Names = ReadonlyMap<string, string>;

export const RichText = ({ text, names }: { text: string; names: Names }) => (
  <div class="text" dir="auto">
    <Blocks blocks={parseMarkdown(visibleText(text))} names={names} />
  </div>
);

const Blocks = ({ blocks, names }: { blocks: readonly Block[]; names: Names }) => (
  <>
    {blocks.map((block) => (
      <BlockView block={block} names={names} />
    ))}
  </>
);

function BlockView({ block, names }: { block: Block; names: Names }) {
  switch (block.type) {
    case "code":
      return (
        <pre dir="ltr">
          {block.language === "" ? null : <b class="language">{block.language}</b>}
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote dir="auto">
          <Blocks blocks={block.content} names={names} />
        </blockquote>
      );
    case "list":
      return <ListView list={block} names={names} />;
    case "heading":
      return (
        <p class={`heading h${block.level}`} dir="auto">
          {inline(block.content, names)}
        </p>
      );
    default:
      return (
        <p class={block.type === "subtext" ? "subtext" : undefined} dir="auto">
          {inline(block.content, names)}
        </p>
      );
  }
}

function ListView({ list, names }: { list: List; names: Names }) {
  const items = list.items.map((item) => (
    <li dir="auto">
      {inline(item.content, names)}
      {item.lists.map((inner) => (
        <ListView list={inner} names={names} />
      ))}
    </li>
  ));
  return list.start === null ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>;
}

const inline = (content: readonly Inline[], names: Names): ComponentChildren =>
  content.map((node) => (typeof node === "string" ? node : <InlineView node={node} names={names} />));

function InlineView({ node, names }: { node: Exclude<Inline, string>; names: Names }) {
  switch (node.type) {
    case "strong":
      return <strong>{inline(node.content, names)}</strong>;
    case "em":
      return <em>{inline(node.content, names)}</em>;
    case "underline":
      return <u>{inline(node.content, names)}</u>;
    case "strike":
      return <s>{inline(node.content, names)}</s>;
    case "spoiler":
      return (
        <span class="spoiler" tabindex={0} title="Spoiler">
          {inline(node.content, names)}
        </span>
      );
    case "code":
      return <code>{node.text}</code>;
    case "link":
      return (
        <>
          <a href={node.href} title={node.href} rel="noopener noreferrer nofollow" target="_blank">
            {inline(node.content, names)}
          </a>
          {node.masked ? <bdi class="host"> ({new URL(node.href).host})</bdi> : null}
        </>
      );
    case "user":
      return <bdi class="mention" title={`User ${node.id}`}>{`@${visibleName(names.get(node.id) ?? node.id)}`}</bdi>;
    case "role":
      return <bdi class="mention">{`@role ${node.id}`}</bdi>;
    case "channel":
      return <bdi class="mention">{`#channel ${node.id}`}</bdi>;
    case "mention":
      return <bdi class="mention">{node.text}</bdi>;
    case "emoji":
      return <bdi class="emoji">{`:${node.name}:`}</bdi>;
    case "time": {
      const iso = new Date(node.seconds * 1000).toISOString();
      return (
        <time datetime={iso} title={iso}>
          {discordTime(node.seconds, node.style)}
        </time>
      );
    }
  }
}
