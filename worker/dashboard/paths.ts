// Paths: which page a path is, and which paths from outside are ours. Pure.

import { isSnowflake } from "../domain/message.ts";
import type { LocalPath } from "./page.ts";

export type Params = Readonly<Record<string, string>>;

/** The pattern's parameters in a path, or null when it isn't such a path. `:guild` is an id. */
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (!part.startsWith(":")) {
      if (part !== value) return null;
    } else if (value === "" || (part === ":guild" && !isSnowflake(value))) return null;
    else params[part.slice(1)] = value;
  }
  return params;
}

/** A path of the dashboard with its query, or null: what else a link says isn't followed. */
export function localPath(text: string | null): LocalPath | null {
  const isOurs = text !== null && /^\/dashboard(?:\/[\w-]+)*(?:\?[\w\-=&.%+]*)?$/.test(text) && text.length <= 300;
  return isOurs ? (text as LocalPath) : null;
}
