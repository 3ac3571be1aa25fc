// The page that a link leads to when there is no file to show: what happened, and what to do now.

import { texts } from "../discord/views/texts.ts";

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto 0;padding:0 1.5rem}
:root{color-scheme:light dark}h1{font-size:1.4rem}`;

/** Nothing from outside is in it. */
export function problemPage(problem: keyof typeof texts.download, status: number): Response {
  const { title, text } = texts.download[problem];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
</body>
</html>
`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
  };
  return new Response(html, { status, headers });
}
