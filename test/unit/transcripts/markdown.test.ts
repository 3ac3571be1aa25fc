// Discord's markdown as the transcript reads it: what becomes which part.

import { describe, expect, test } from "vitest";
import type { Block, Inline } from "../../../worker/transcripts/markdown/nodes.ts";
import { parseMarkdown } from "../../../worker/transcripts/markdown/parse.ts";

/** A short spelling of the tree: `strong(a em(b))`. */
function spell(nodes: readonly (Block | Inline)[]): string {
  return nodes.map(spellNode).join("");
}

function spellNode(node: Block | Inline): string {
  if (typeof node === "string") return node;
  switch (node.type) {
    case "code":
      return "language" in node ? `block(${node.language}|${node.text})` : `code(${node.text})`;
    case "link":
      return node.masked ? `link(${node.href}|${spell(node.content)})` : `link(${node.href})`;
    case "user":
    case "role":
    case "channel":
      return `${node.type}(${node.id})`;
    case "mention":
      return `mention(${node.text})`;
    case "emoji":
      return `emoji(${node.name})`;
    case "time":
      return `time(${node.seconds} ${node.style})`;
    case "list": {
      const items = node.items.map((item) => `[${spell(item.content)}${spell(item.lists)}]`).join("");
      return `${node.start === null ? "bullets" : `from${node.start}`}${items}`;
    }
    case "heading":
      return `h${node.level}(${spell(node.content)})`;
    case "paragraph":
      return `p(${spell(node.content)})`;
    default:
      return `${node.type}(${spell(node.content)})`;
  }
}

const read = (text: string) => spell(parseMarkdown(text));

describe("emphasis", () => {
  test.each([
    [
      "**bold** *it* _it_ __under__ ~~gone~~ ||hidden||",
      "p(strong(bold) em(it) em(it) underline(under) strike(gone) spoiler(hidden))",
    ],
    ["**b _i_ __u__ ||s||**", "p(strong(b em(i) underline(u) spoiler(s)))"],
    ["***both***", "p(strong(em(both)))"],
    ["*a **b** c*", "p(em(a strong(b) c))"],
    ["**a *b** c*", "p(strong(a *b) c*)"],
    ["**over\ntwo lines**", "p(strong(over\ntwo lines))"],
    ["snake_case_word 2 * 3 * 4", "p(snake_case_word 2 * 3 * 4)"],
    ["**open and __open", "p(**open and __open)"],
    ["**** |||| ~~~~ ``", "p(**** |||| ~~~~ ``)"],
    ["\\*no\\* ¯\\_(ツ)_/¯ a\\b", "p(*no* ¯\\_(ツ)_/¯ a\\b)"],
    ["\\😀", "p(😀)"],
  ])("%j reads %j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("code", () => {
  test.each([
    ["`a **b**` ``c`d``", "p(code(a **b**) code(c`d))"],
    ["`open", "p(`open)"],
    ["before ```ts\nlet x = 1;\n``` after", "p(before )block(ts|let x = 1;)p( after)"],
    ["```one line```", "block(|one line)"],
    ["```ts\n```", "block(|ts)"],
    ["``` ```", "p(code( ))"],
    ["```\n# not a heading\n> nor a quote\n```", "block(|# not a heading\n> nor a quote)"],
    ["> ```js\n> x\n> ```", "quote(block(js|x))"],
  ])("%j reads %j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("lines", () => {
  test.each([
    ["# One\n## Two\n### Three\n#### four\n#five", "h1(One)h2(Two)h3(Three)p(#### four\n#five)"],
    ["-# small\ntext", "subtext(small)p(text)"],
    ["> a\n> b\nc", "quote(p(a\nb))p(c)"],
    [">>> a\n> b", "quote(p(a\n> b))"],
    [">a", "p(>a)"],
    ["- a\n- b\n  - c\n    more\n- d", "bullets[a][bbullets[c\nmore]][d]"],
    ["3. a\n4. b\n- c", "from3[a][b]bullets[c]"],
    ["a\n\nb", "p(a\n\nb)"],
  ])("%j reads %j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("links", () => {
  test.each([
    ["see https://a.example/x?y=1#z.", "p(see link(https://a.example/x?y=1#z).)"],
    ["(https://a.example/b_(c))", "p((link(https://a.example/b_(c))))"],
    ["**https://a.example/b**", "p(strong(link(https://a.example/b)))"],
    ["<https://a.example/>", "p(link(https://a.example/))"],
    ["[text **b**](https://a.example/)", "p(link(https://a.example/|text strong(b)))"],
    ['[a](<https://a.example/> "title")', "p(link(https://a.example/|a))"],
    ["[x](javascript:alert(1))", "p([x](javascript:alert(1)))"],
    ["[x](data:text/html,1) <javascript:alert(1)>", "p([x](data:text/html,1) <javascript:alert(1)>)"],
    ["[x](HTTPS://a.example/)", "p(link(https://a.example/|x))"],
    ["https://[", "p(https://[)"],
  ])("%j reads %j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("what Discord writes in angle brackets", () => {
  test.each([
    ["<@1> <@!2> <@&3> <#4>", "p(user(1) user(2) role(3) channel(4))"],
    ["<:wave:5> <a:dance:6>", "p(emoji(wave) emoji(dance))"],
    ["<t:1700000000> <t:-1:R>", "p(time(1700000000 f) time(-1 R))"],
    ["<t:9999999999999> <t:1:x>", "p(<t:9999999999999> <t:1:x>)"],
    ["</modmail setup:7> @everyone @here", "p(mention(/modmail setup) mention(@everyone) mention(@here))"],
    ["<script>alert(1)</script>", "p(<script>alert(1)</script>)"],
  ])("%j reads %j", (text, tree) => expect(read(text)).toBe(tree));
});

describe("text that is made to hurt", () => {
  const LENGTH = 20_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

  function depth(nodes: readonly (Block | Inline)[]): number {
    const inner = nodes.map((node) => {
      if (typeof node === "string") return 0;
      if (node.type === "list") return Math.max(...node.items.map((item) => depth([...item.content, ...item.lists])));
      return "content" in node ? depth(node.content) : 0;
    });
    return 1 + Math.max(0, ...inner);
  }

  // A second is twenty times what the slowest takes: it fails where time grows faster than the text.
  test.each(
    [..."*_~|`[]()<>#\\@h \n-"].concat(
      [
        "**a ",
        "*a **b ",
        "**_~~||__",
        "> ",
        ">>> ",
        "> > a\n",
        "- ",
        "[a](",
        "[a](http://x",
        "[a](http://x((((((()",
        "<a",
        "<@",
      ],
      [
        "```a",
        "``````\n",
        "http://",
        "http://%",
        "http://%)",
        "http://a.",
        "- a\n  b",
        "# a\n",
        "`a``b```c",
        "\\*",
        "||a||",
        "<t:1",
      ],
    ),
  )("20,000 characters of %j are read in less than a second of work, at most twelve levels deep", (piece) => {
    // Of this process' own work: a busy machine doesn't count.
    const start = process.cpuUsage();
    const tree = parseMarkdown(fill(piece));
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
    expect(depth(tree)).toBeLessThanOrEqual(12);
  });

  test("lists that go on and on to the right end at six levels", () => {
    const text = Array.from({ length: 40 }, (_, level) => `${" ".repeat(level)}- a`).join("\n");
    expect(depth(parseMarkdown(text))).toBeLessThanOrEqual(14);
    expect(read(text).split("bullets").length - 1).toBe(6);
  });

  test("text beyond twenty thousand characters is kept, but as plain text", () => {
    expect(read(`${"a".repeat(20_000)}**b**`)).toBe(`p(${"a".repeat(20_000)})p(**b**)`);
  });
});
