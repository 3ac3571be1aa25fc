// Colours of both themes and the basics of text. Everything else names a colour only through these; test/unit/dashboard/contrast.test.ts checks pairs.

import { COLOURS } from "../../../transcripts/page/style/conversation.ts";

export const THEME = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --side: #ffffff; --card: #ffffff; --sunk: #f0f1f5; --line: #dcdfe6; --edge: #7d8494;
  --text: #22262f; --strong: #0e1016; --muted: #565d6b; --link: #3a45b8;
  --accent: #4752c4; --accent-hover: #3a44a8; --on-accent: #ffffff; --tint: #eceefc;
  --good: #17693e; --good-tint: #e6f4ec; --bad: #a8222b; --bad-tint: #fcebec; --warn: #7a4d00; --warn-tint: #fdf3e0;
  --ring: #4752c4; --shadow: 0 1px 2px rgb(16 18 32 / 6%), 0 4px 16px rgb(16 18 32 / 4%);${COLOURS.light}
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161b; --side: #1a1d23; --card: #1e2128; --sunk: #171a1f; --line: #31353f; --edge: #868d9d;
    --text: #dcdfe6; --strong: #f5f6f9; --muted: #a4abb9; --link: #a5b0ff;
    --accent: #5560d6; --accent-hover: #4b56c8; --on-accent: #ffffff; --tint: #2a2e4d;
    --good: #7fd6a4; --good-tint: #17301f; --bad: #ff9ba1; --bad-tint: #3a1c20; --warn: #efc170; --warn-tint: #33280f;
    --ring: #a5b0ff; --shadow: none;${COLOURS.dark}
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
}
h1, h2, h3 { color: var(--strong); line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 .5rem; font-size: 1.625rem; letter-spacing: -.015em; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
p { margin: 0 0 1rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; border-radius: 6px; }
main:focus { outline: none; }
code { padding: .1em .35em; border-radius: 5px; background: var(--sunk); font-size: .9em; }
.lead { color: var(--muted); }
.small { color: var(--muted); font-size: .875rem; }
.name { min-width: 0; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { a, button, .button, summary { transition: background-color .12s, border-color .12s; } }
`;
