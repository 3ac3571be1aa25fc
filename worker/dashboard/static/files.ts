// The dashboard's own files, the same for everybody: style, script, icon. Style and script carry a hash of their text in
// their names, so that browsers may keep them for a year and still never show an old one.

import { ICON } from "./icon.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

const FOLDER = "/dashboard/static";
const YEAR = "public, max-age=31536000, immutable";
const HOUR = "public, max-age=3600";

export const stylePath = `${FOLDER}/style-${fingerprint(STYLE)}.css`;
export const scriptPath = `${FOLDER}/script-${fingerprint(SCRIPT)}.js`;

/** null: no such file. */
export function staticFile(path: string): Response | null {
  switch (path) {
    case stylePath:
      return file(STYLE, "text/css", YEAR);
    case scriptPath:
      return file(SCRIPT, "text/javascript", YEAR);
    case `${FOLDER}/icon.svg`:
      return file(ICON, "image/svg+xml", HOUR);
    default:
      return null;
  }
}

const file = (text: string, type: string, caching: string): Response =>
  new Response(text, { headers: { "content-type": `${type}; charset=utf-8`, "cache-control": caching } });

/** FNV-1a: tells texts apart, no more is needed. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
