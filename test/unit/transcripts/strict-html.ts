// Reads a transcript's page as strictly as no browser does: only the elements and attributes that the page may hold,
// everything quoted, escaped and closed. What hostile text could add would be an error here.

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  /** Of this element and all inside of it, unescaped. */
  text: string;
}

const ATTRIBUTES: Record<string, readonly string[]> = {
  a: ["href", "title", "rel", "target", "class"],
  img: ["src", "alt"],
  audio: ["src", "controls", "preload"],
  meta: ["charset", "name", "content", "http-equiv"],
  ol: ["start"],
  time: ["datetime", "title"],
  html: ["lang"],
  ul: ["class", "aria-label"],
  div: ["class", "dir", "aria-hidden"],
  span: ["class", "tabindex", "title", "aria-hidden"],
};
const PLAIN =
  "head title style body header main footer article h1 h2 p dl dt dd small strong em u s b bdi code pre blockquote li i figure figcaption details summary br".split(
    " ",
  );
const SOURCES: Record<string, RegExp> = {
  img: /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/,
  audio: /^data:audio\/(ogg|mpeg|wav|mp4);base64,[A-Za-z0-9+/=]+$/,
};
const EVERYWHERE = ["class", "id", "dir", "title"];
const VOID = ["meta", "img", "br"];
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: controls(?= )| [a-z-]+="[^"<]*")*)\/?>/y;

/** Throws at the first thing that doesn't belong. */
export function readStrictly(html: string): Element[] {
  const doctype = "<!doctype html>";
  if (!html.startsWith(doctype)) throw new Error("no doctype");
  const elements: Element[] = [];
  const open: Element[] = [];
  for (let at = doctype.length; at < html.length; ) {
    if (html[at] !== "<") {
      const end = html.indexOf("<", at);
      const text = unescaped(html.slice(at, end === -1 ? html.length : end));
      for (const element of open) element.text += text;
      at = end === -1 ? html.length : end;
      continue;
    }
    TAG.lastIndex = at;
    const [whole, closing, tag = "", attributes = ""] = TAG.exec(html) ?? [];
    if (whole === undefined) throw new Error(`not a tag: ${html.slice(at, at + 80)}`);
    at += whole.length;
    if (closing === "/") {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing`);
      continue;
    }
    if (!PLAIN.includes(tag) && !(tag in ATTRIBUTES)) throw new Error(`<${tag}> doesn't belong here`);
    const element = { tag, attributes: readAttributes(tag, attributes), text: "" };
    elements.push(element);
    if (tag === "style") {
      const end = html.indexOf("</style>", at);
      element.text = html.slice(at, end);
      at = end + "</style>".length;
    } else if (!VOID.includes(tag)) {
      open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.tag}> stays open`);
  return elements;
}

function readAttributes(tag: string, source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of source.matchAll(/ ([a-z-]+)="([^"<]*)"/g)) {
    if (![...EVERYWHERE, ...(ATTRIBUTES[tag] ?? [])].includes(name)) throw new Error(`${name} on <${tag}>`);
    attributes[name] = unescaped(value);
    if (name === "href" && !/^(https?:\/\/|#m-)/.test(value)) throw new Error(`a link to ${value.slice(0, 80)}`);
    if (name === "src" && !SOURCES[tag]?.test(value)) throw new Error(`${tag} from ${value.slice(0, 80)}`);
  }
  return attributes;
}

function unescaped(text: string): string {
  if (/&(?!amp;|lt;|gt;|quot;)/.test(text)) throw new Error(`a bare & in ${text.slice(0, 80)}`);
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
