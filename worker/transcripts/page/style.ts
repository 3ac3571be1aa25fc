// The page's whole style. The page's policy admits exactly this text (by its hash), so there are no style attributes.
// The characters < & " don't occur in it: the renderer would escape them, and CSS would not understand that.

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f4f8; --card: #ffffff; --ink: #1c1e26; --soft: #5d6372; --line: #dfe2ea; --code: #eef0f5;
  --accent: #4752c4; --mention: #e3e6ff;
  --user: #ffffff; --user-line: #dfe2ea;
  --reply: #e8ebff; --reply-line: #cdd3ff;
  --note: #fff6da; --note-line: #e2c15c; --note-ink: #6b4e00;
  --bad: #fdeaea; --bad-ink: #a3161d; --shadow: 0 1px 2px rgb(20 22 40 / 7%), 0 6px 20px rgb(20 22 40 / 5%);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #101217; --card: #191c23; --ink: #e9ebf1; --soft: #9aa1b2; --line: #2b303b; --code: #0d0f14;
    --accent: #a9b3ff; --mention: #313a7c;
    --user: #20242d; --user-line: #2f3541;
    --reply: #2a3063; --reply-line: #3d468c;
    --note: #2d2611; --note-line: #7d6725; --note-ink: #f0cf74;
    --bad: #3d1a1e; --bad-ink: #ffa4a8; --shadow: 0 1px 2px rgb(0 0 0 / 40%);
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2rem 1rem 3rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
}
.sheet, main, footer { max-width: 54rem; margin: 0 auto; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .spoiler:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }

.sheet { background: var(--card); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); overflow: hidden; }
.title { padding: 1.5rem 1.75rem 1.25rem; border-top: 5px solid #5865f2; }
.title .over { margin: 0; color: var(--soft); font-size: .8125rem; font-weight: 600; letter-spacing: .02em; }
.title h1 { margin: .15rem 0 0; font-size: 1.625rem; line-height: 1.25; letter-spacing: -.015em; overflow-wrap: anywhere; }
.title .under { margin: .35rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1px; margin: 0; background: var(--line); border-top: 1px solid var(--line); }
.facts div { background: var(--card); padding: .8rem 1.75rem .9rem; }
.facts .wide { grid-column: 1 / -1; }
.facts dt { color: var(--soft); font-size: .75rem; font-weight: 600; letter-spacing: .02em; }
.facts dd { margin: .1rem 0 0; overflow-wrap: anywhere; }
.facts dd small { display: block; color: var(--soft); font-size: .8125rem; }
.facts .alert { color: var(--bad-ink); }
.people { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0; padding: .9rem 1.75rem; list-style: none; border-top: 1px solid var(--line); font-size: .875rem; }
.people li { display: flex; align-items: center; gap: .5rem; min-width: 0; overflow-wrap: anywhere; }
.people small { color: var(--soft); }

.day, .event { display: flex; align-items: center; gap: .9rem; margin: 2rem 0 1rem; color: var(--soft); font-size: .8125rem; font-weight: 600; text-align: center; }
.day::before, .day::after { content: ''; flex: 1; height: 1px; background: var(--line); }
.event { justify-content: center; margin: 1.25rem 0; font-weight: 400; }
.event span { padding: .2rem .85rem; background: var(--card); border: 1px solid var(--line); border-radius: 99px; overflow-wrap: anywhere; }

.message { display: grid; grid-template-columns: 2.25rem minmax(0, max-content) minmax(10%, 1fr); gap: 0 .65rem; margin-top: .2rem; }
.message.first { margin-top: 1.1rem; }
.message.reply { grid-template-columns: minmax(10%, 1fr) minmax(0, max-content) 2.25rem; }
.message .bubble { grid-row: 1; grid-column: 2; }
.message .avatar { grid-row: 1; grid-column: 1; }
.message.reply .avatar { grid-column: 3; }
.message.reply .bubble { justify-self: end; }
.message.note { grid-template-columns: 2.25rem minmax(0, 1fr) 2.25rem; }
.avatar { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: #5865f2; color: #fff; font-size: .9375rem; font-weight: 600; line-height: 1; user-select: none; }
.people .avatar { width: 1.5rem; height: 1.5rem; font-size: .6875rem; }
.hue-0 { background: #4752c4; } .hue-1 { background: #a8327d; } .hue-2 { background: #1b7a4b; } .hue-3 { background: #a85b00; }
.hue-4 { background: #0b7285; } .hue-5 { background: #8f3fb8; } .hue-6 { background: #b3392f; } .hue-7 { background: #4a6b12; }

.bubble { min-width: 0; max-width: 100%; padding: .5rem .85rem .45rem; background: var(--user); border: 1px solid var(--user-line); border-radius: 6px 16px 16px 6px; }
.first .bubble { border-top-left-radius: 16px; }
.reply .bubble { background: var(--reply); border-color: var(--reply-line); border-radius: 16px 6px 6px 16px; }
.reply.first .bubble { border-top-left-radius: 16px; border-top-right-radius: 16px; }
.note .bubble { background: var(--note); border: 1px dashed var(--note-line); border-radius: 10px; }
.undelivered .bubble { border-color: var(--bad-ink); border-style: dashed; }
.message:target .bubble { outline: 3px solid var(--accent); outline-offset: 2px; }
.by { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5rem; margin: 0 0 .1rem; font-size: .875rem; }
.by bdi { font-weight: 650; overflow-wrap: anywhere; }
.by span { color: var(--soft); font-size: .75rem; }
.note .by span { color: var(--note-ink); font-weight: 600; }
.at { display: block; width: fit-content; margin: .1rem 0 0 auto; color: var(--soft); font-size: .6875rem; line-height: 1.3; text-decoration: none; font-variant-numeric: tabular-nums; }
.at:hover { text-decoration: underline; }
.problem { margin: .4rem -.4rem .1rem; padding: .3rem .6rem; border-radius: 8px; background: var(--bad); color: var(--bad-ink); font-size: .8125rem; overflow-wrap: anywhere; }
.empty { color: var(--soft); font-style: italic; }

.text { overflow-wrap: anywhere; unicode-bidi: isolate; }
.text p { margin: 0; white-space: pre-wrap; }
.text p, .text li, .text blockquote, .text a, .text time { unicode-bidi: isolate; }
.text .heading { margin: .35rem 0 .15rem; font-weight: 700; line-height: 1.3; }
.text .h1 { font-size: 1.375rem; } .text .h2 { font-size: 1.1875rem; } .text .h3 { font-size: 1.0625rem; }
.text .subtext { color: var(--soft); font-size: .8125rem; }
.text ul, .text ol { margin: .15rem 0; padding-inline-start: 1.5rem; }
.text li { white-space: pre-wrap; }
.text blockquote { margin: .2rem 0; padding-inline-start: .75rem; border-inline-start: 4px solid var(--line); }
.reply blockquote { border-color: var(--reply-line); }
code { font: .875em/1.45 ui-monospace, 'Cascadia Mono', 'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.text :not(pre) > code { padding: .1em .35em; border-radius: 5px; background: var(--code); white-space: pre-wrap; }
pre { margin: .35rem 0; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--code); white-space: pre-wrap; overflow-wrap: anywhere; }
pre .language { display: block; margin-bottom: .2rem; color: var(--soft); font: 600 .6875rem/1.4 system-ui, sans-serif; }
.mention { padding: 0 .2em; border-radius: 4px; background: var(--mention); color: var(--accent); font-weight: 500; }
.emoji { color: var(--soft); }
.host { color: var(--soft); font-size: .8125em; }
.text time { padding: 0 .25em; border-radius: 4px; background: var(--code); }
.spoiler { border-radius: 4px; background: var(--soft); color: transparent; cursor: pointer; }
.spoiler * { visibility: hidden; }
.spoiler:hover, .spoiler:focus { background: var(--code); color: inherit; }
.spoiler:hover *, .spoiler:focus * { visibility: visible; }

.files { display: grid; grid-template-columns: minmax(0, max-content); gap: .45rem; margin: .35rem 0 .15rem; justify-items: start; }
figure { margin: 0; max-width: 100%; }
figure img { display: block; max-width: 100%; max-height: 26rem; border-radius: 10px; background: var(--code); }
figcaption { margin-top: .2rem; color: var(--soft); font-size: .75rem; overflow-wrap: anywhere; }
.file { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .7rem; align-items: center; width: 26rem; max-width: 100%; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: var(--ink); }
.file .kind { grid-row: span 2; display: grid; place-items: end center; width: 2.1rem; height: 2.6rem; padding-bottom: .3rem; border: 1.5px solid var(--soft); border-radius: 4px 12px 4px 4px; color: var(--soft); font-size: .5625rem; font-weight: 700; line-height: 1; overflow: hidden; }
.file b { font-weight: 600; font-size: .875rem; overflow-wrap: anywhere; }
.file small { color: var(--soft); font-size: .75rem; overflow-wrap: anywhere; }
.file small code { font-size: .6875rem; }
.file.gone { border-style: dashed; }
.file.gone b { text-decoration: line-through; }
details { max-width: 100%; }
summary { width: fit-content; max-width: 100%; padding: .3rem .7rem; border-radius: 8px; background: var(--code); color: var(--soft); font-size: .8125rem; cursor: pointer; overflow-wrap: anywhere; }
details[open] summary { margin-bottom: .4rem; }

footer { margin-top: 2.5rem; color: var(--soft); font-size: .8125rem; text-align: center; overflow-wrap: anywhere; }
.cut { max-width: 54rem; margin: 2rem auto 0; padding: .8rem 1rem; border-radius: 10px; background: var(--note); border: 1px dashed var(--note-line); }

@media (max-width: 40rem) {
  body { padding: 0 .6rem 2rem; font-size: 15px; }
  .sheet { margin: 0 -.6rem; border-width: 0 0 1px; border-radius: 0; }
  .title { padding: 1.1rem 1rem 1rem; }
  .title h1 { font-size: 1.375rem; }
  .facts { grid-template-columns: 1fr 1fr; }
  .facts div { padding: .6rem 1rem .65rem; }
  .people { padding: .75rem 1rem; }
  .message { grid-template-columns: 1.75rem minmax(0, max-content) minmax(6%, 1fr); gap: 0 .45rem; }
  .message.reply { grid-template-columns: minmax(6%, 1fr) minmax(0, max-content) 1.75rem; }
  .message.note { grid-template-columns: 1.75rem minmax(0, 1fr) 0; }
  .message .avatar { width: 1.75rem; height: 1.75rem; font-size: .75rem; }
}
@media print {
  @page { margin: 15mm; }
  body { padding: 0; background: none; font-size: 10.5pt; }
  .sheet { box-shadow: none; }
  .message, .file, figure, .sheet { break-inside: avoid; }
  .day { break-after: avoid; }
  .avatar, .bubble, .mention, .problem { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .spoiler { background: none; color: inherit; border: 1px dotted var(--soft); }
  .spoiler * { visibility: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; padding: 0; background: none; }
}
`;
