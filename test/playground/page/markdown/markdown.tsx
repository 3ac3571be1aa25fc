// Draws parsed markdown. Text reaches the page only as text nodes; links only when they are http or https.

import { Fragment } from "preact";
import { EmojiPicture } from "../components/emoji.tsx";
import { Mention } from "./mention.tsx";
import { parseMarkdown } from "./parse.ts";
import { parseInline } from "./parse-inline.ts";
import { Spoiler } from "./spoiler.tsx";
import { formatTime } from "./time.ts";
import type { Block, Inline } from "./tree.ts";

export function Markdown({ text }: { text: string }) {
  return (
    <div class="markdown">
      <Blocks blocks={parseMarkdown(text)} />
    </div>
  );
}

export function MarkdownLine({ text }: { text: string }) {
  return <Inlines nodes={parseInline(text)} />;
}

function Blocks({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, index) => <BlockNode key={index} block={block} />);
}

function BlockNode({ block }: { block: Block }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <Inlines nodes={block.children} />
        </p>
      );
    case "heading":
      // Not h1 to h3: a message's headings aren't the page's.
      return (
        <p class={`heading level-${block.level}`}>
          <Inlines nodes={block.children} />
        </p>
      );
    case "subtext":
      return (
        <p class="subtext">
          <Inlines nodes={block.children} />
        </p>
      );
    case "quote":
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Inlines nodes={item} />
        </li>
      ));
      const style = { marginInlineStart: `${block.depth}rem` };
      return block.ordered ? (
        <ol start={block.start} style={style}>
          {items}
        </ol>
      ) : (
        <ul style={style}>{items}</ul>
      );
    }
  }
}

function Inlines({ nodes }: { nodes: Inline[] }) {
  return nodes.map((node, index) => <InlineNode key={index} node={node} />);
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.type) {
    case "text":
      return <Fragment>{node.text}</Fragment>;
    case "bold":
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case "underline":
      return (
        <u>
          <Inlines nodes={node.children} />
        </u>
      );
    case "strike":
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case "spoiler":
      return (
        <Spoiler>
          <Inlines nodes={node.children} />
        </Spoiler>
      );
    case "code":
      return <code>{node.text}</code>;
    case "link":
      return (
        <a href={node.url} target="_blank" rel="noreferrer noopener">
          <Inlines nodes={node.children} />
        </a>
      );
    case "user":
    case "role":
    case "channel":
      return <Mention kind={node.type} id={node.id} />;
    case "everyone":
      return <span class="mention">{node.text}</span>;
    case "command":
      return <span class="mention">/{node.name}</span>;
    case "time":
      return <Time seconds={node.seconds} style={node.style} />;
    case "emoji":
      return <EmojiPicture id={node.id} name={node.name} />;
  }
}

function Time({ seconds, style }: { seconds: number; style: string }) {
  return (
    <time
      class="timestamp"
      dateTime={new Date(seconds * 1000).toISOString()}
      title={formatTime(seconds, "F", Date.now())}
    >
      {formatTime(seconds, style, Date.now())}
    </time>
  );
}
