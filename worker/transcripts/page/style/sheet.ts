// The transcript page's theme, and what stands around its conversation: the sheet at the top, the footer.

import { COLOURS } from "./conversation.ts";

export const THEME = `
:root {
  color-scheme: light dark; --page: #f3f4f8; --card: #ffffff; --text: #1c1e26; --muted: #5d6372;
  --line: #dfe2ea; --sunk: #eef0f5; --link: #4752c4; --bad-tint: #fdeaea; --bad: #a3161d;
  --shadow: 0 1px 2px rgb(20 22 40 / 7%), 0 6px 20px rgb(20 22 40 / 5%);${COLOURS.light}
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #101217; --card: #191c23; --text: #e9ebf1; --muted: #9aa1b2; --line: #2b303b; --sunk: #0d0f14;
    --link: #a9b3ff; --bad-tint: #3d1a1e; --bad: #ffa4a8; --shadow: 0 1px 2px rgb(0 0 0 / 40%);${COLOURS.dark}
  }
}
`;

export const SHEET = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2rem 1rem 3rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
}
.sheet, main, footer { max-width: 54rem; margin: 0 auto; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .spoiler:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }

.sheet { background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); overflow: hidden; }
.title { padding: 1.5rem 1.75rem 1.25rem; border-top: 5px solid #5865f2; }
.title .over { margin: 0; color: var(--muted); font-size: .8125rem; font-weight: 600; letter-spacing: .02em; }
.title h1 { margin: .15rem 0 0; font-size: 1.625rem; line-height: 1.25; letter-spacing: -.015em; overflow-wrap: anywhere; }
.title .under { margin: .35rem 0 0; color: var(--muted); overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px; margin: 0; background: var(--line); border-top: 1px solid var(--line); }
.facts div { background: var(--card); padding: .8rem 1.75rem .9rem; }
.facts .wide { grid-column: 1 / -1; }
.facts dt { color: var(--muted); font-size: .75rem; font-weight: 600; letter-spacing: .02em; }
.facts dd { margin: .1rem 0 0; overflow-wrap: anywhere; }
.facts dd small { display: block; color: var(--muted); font-size: .8125rem; }
.facts .alert { color: var(--bad); }
.people { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0; padding: .9rem 1.75rem; list-style: none; border-top: 1px solid var(--line); font-size: .875rem; }
.people li { display: flex; align-items: center; gap: .5rem; min-width: 0; overflow-wrap: anywhere; }
.people small { color: var(--muted); }

footer { margin-top: 2.5rem; color: var(--muted); font-size: .8125rem; text-align: center; overflow-wrap: anywhere; }
.cut { max-width: 54rem; margin: 2rem auto 0; padding: .8rem 1rem; border-radius: 10px; background: var(--note); border: 1px dashed var(--note-line); }

@media (max-width: 40rem) {
  body { padding: 0 .6rem 2rem; font-size: 15px; }
  .sheet { margin: 0 -.6rem; border-width: 0 0 1px; border-radius: 0; }
  .title { padding: 1.1rem 1rem 1rem; }
  .title h1 { font-size: 1.375rem; }
  .facts { grid-template-columns: 1fr 1fr; }
  .facts div { padding: .6rem 1rem .65rem; }
  .people { padding: .75rem 1rem; }
}
@media print {
  @page { margin: 15mm; }
  body { padding: 0; background: none; font-size: 10.5pt; }
  .sheet { box-shadow: none; break-inside: avoid; }
}
`;
