// A form as a browser would send it: the fields of a page's markup with their values.

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const plain = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
};
const has = (tag: string, name: string): boolean => new RegExp(`\\s${name}(?=[\\s=>/])`).test(tag);

/** Of the first form with a version, without its buttons. Throws when there is none. */
export function formOf(html: string): Record<string, string> {
  const form = /<form(?=[^>]*class="settings")[\s\S]*?<\/form>/.exec(html)?.[0];
  if (form === undefined) throw new Error("the page has no form of settings");
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, "name") ?? "";
    const isChoice = /type="(?:checkbox|radio)"/.test(tag);
    if (!isChoice || has(tag, "checked")) fields[name] = attribute(tag, "value") ?? "";
  }
  for (const [, tag = "", text = ""] of form.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g)) {
    fields[attribute(tag, "name") ?? ""] = plain(text);
  }
  for (const [, tag = "", options = ""] of form.matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g)) {
    const [chosen] = [...options.matchAll(/<option[^>]*>/g)]
      .map(([option]) => option)
      .filter((one) => has(one, "selected"));
    fields[attribute(tag, "name") ?? ""] = attribute(chosen ?? "", "value") ?? "";
  }
  return fields;
}

/** What stands beside a field as wrong; null: nothing. */
export function errorAt(html: string, field: string): string | null {
  const found = new RegExp(`<p class="error" id="${field}-error">([\\s\\S]*?)</p>`).exec(html)?.[1];
  return found === undefined ? null : plain(found.replace(/<[^>]+>/g, ""));
}

/** A page's words without its markup. */
export const wordsOf = (html: string): string =>
  plain(html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");
