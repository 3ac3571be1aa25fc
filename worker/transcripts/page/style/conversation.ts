// How the conversation looks, in the transcript's page and on the dashboard. Names its colours by the words that both
// themes have (--card, --text, --muted …) and by its own, which stand here.

import { HUE_RULES } from "../initials.ts";

/** The conversation's own colours, as declarations for `:root`. */
export const COLOURS = {
  light: `
    --mention: #e3e6ff; --user: #ffffff; --user-line: #dfe2ea; --reply: #e8ebff; --reply-line: #cdd3ff;
    --note: #fff6da; --note-line: #e2c15c; --note-ink: #6b4e00;`,
  dark: `
    --mention: #313a7c; --user: #20242d; --user-line: #2f3541; --reply: #2a3063; --reply-line: #3d468c;
    --note: #2d2611; --note-line: #7d6725; --note-ink: #f0cf74;`,
};

export const CONVERSATION = `
.day, .event { display: flex; align-items: center; gap: .9rem; margin: 2rem 0 1rem; color: var(--muted); font-size: .8125rem; font-weight: 600; text-align: center; }
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
.avatar { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; font-size: .875rem; font-weight: 600; line-height: 1; user-select: none; }
.people .avatar { width: 1.5rem; height: 1.5rem; font-size: .6875rem; }
${HUE_RULES}

.bubble { min-width: 0; max-width: 100%; padding: .5rem .85rem .45rem; background: var(--user); border: 1px solid var(--user-line); border-radius: 6px 16px 16px 6px; }
.first .bubble { border-top-left-radius: 16px; }
.reply .bubble { background: var(--reply); border-color: var(--reply-line); border-radius: 16px 6px 6px 16px; }
.reply.first .bubble { border-top-left-radius: 16px; border-top-right-radius: 16px; }
.note .bubble { background: var(--note); border: 1px dashed var(--note-line); border-radius: 10px; }
.undelivered .bubble { border-color: var(--bad); border-style: dashed; }
.message:target .bubble { outline: 3px solid var(--link); outline-offset: 2px; }
.by { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5rem; margin: 0 0 .1rem; font-size: .875rem; }
.by bdi { font-weight: 650; overflow-wrap: anywhere; }
.by span { color: var(--muted); font-size: .75rem; }
.note .by span { color: var(--note-ink); font-weight: 600; }
.at { display: block; width: fit-content; margin: .1rem 0 0 auto; color: var(--muted); font-size: .6875rem; line-height: 1.3; text-decoration: none; font-variant-numeric: tabular-nums; }
.at:hover { text-decoration: underline; }
.problem { margin: .4rem -.4rem .1rem; padding: .3rem .6rem; border-radius: 8px; background: var(--bad-tint); color: var(--bad); font-size: .8125rem; overflow-wrap: anywhere; }
.answers { margin: 0 0 .2rem; font-size: .8125rem; overflow-wrap: anywhere; }
.answers a { color: var(--muted); text-decoration: none; }
.answers a:hover { text-decoration: underline; }
.edits { margin: .35rem 0 .1rem; color: var(--muted); font-size: .8125rem; }
.edits summary { cursor: pointer; }
.earlier { margin: .3rem 0 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); }
.earlier .text { margin: 0; white-space: pre-wrap; }
.empty { color: var(--muted); font-style: italic; }

.text { overflow-wrap: anywhere; unicode-bidi: isolate; }
.text p { margin: 0; white-space: pre-wrap; }
.text p, .text li, .text blockquote, .text a, .text time { unicode-bidi: isolate; }
.text .heading { margin: .35rem 0 .15rem; font-weight: 700; line-height: 1.3; }
.text .h1 { font-size: 1.375rem; } .text .h2 { font-size: 1.1875rem; } .text .h3 { font-size: 1.0625rem; }
.text .subtext { color: var(--muted); font-size: .8125rem; }
.text ul, .text ol { margin: .15rem 0; padding-inline-start: 1.5rem; }
.text li { white-space: pre-wrap; }
.text blockquote { margin: .2rem 0; padding-inline-start: .75rem; border-inline-start: 4px solid var(--line); }
.reply blockquote { border-color: var(--reply-line); }
.text code, .file code { font: .875em/1.45 ui-monospace, 'Cascadia Mono', 'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.text :not(pre) > code { padding: .1em .35em; border-radius: 5px; background: var(--sunk); white-space: pre-wrap; }
.text pre { margin: .35rem 0; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--sunk); white-space: pre-wrap; overflow-wrap: anywhere; }
.text pre .language { display: block; margin-bottom: .2rem; color: var(--muted); font: 600 .6875rem/1.4 system-ui, sans-serif; }
.mention { padding: 0 .2em; border-radius: 4px; background: var(--mention); color: var(--link); font-weight: 500; }
.emoji { color: var(--muted); }
.host { color: var(--muted); font-size: .8125em; }
.text time { padding: 0 .25em; border-radius: 4px; background: var(--sunk); }
.spoiler { border-radius: 4px; background: var(--muted); color: transparent; cursor: pointer; }
.spoiler * { visibility: hidden; }
.spoiler:hover, .spoiler:focus { background: var(--sunk); color: inherit; }
.spoiler:hover *, .spoiler:focus * { visibility: visible; }

.files { display: grid; grid-template-columns: minmax(0, max-content); gap: .45rem; margin: .35rem 0 .15rem; justify-items: start; }
.files figure { margin: 0; max-width: 100%; }
.files figure img { display: block; max-width: 100%; max-height: 26rem; border-radius: 10px; background: var(--sunk); }
.files figcaption { margin-top: .2rem; color: var(--muted); font-size: .75rem; overflow-wrap: anywhere; }
.file { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .7rem; align-items: center; width: 26rem; max-width: 100%; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: var(--text); }
.file .kind { grid-row: span 2; display: grid; place-items: end center; width: 2.1rem; height: 2.6rem; padding-bottom: .3rem; border: 1.5px solid var(--muted); border-radius: 4px 12px 4px 4px; color: var(--muted); font-size: .5625rem; font-weight: 700; line-height: 1; overflow: hidden; }
.file b { font-weight: 600; font-size: .875rem; overflow-wrap: anywhere; }
.file small { color: var(--muted); font-size: .75rem; overflow-wrap: anywhere; }
.file small code { font-size: .6875rem; }
.file.gone { border-style: dashed; }
.file.gone b { text-decoration: line-through; }
.files audio { display: block; width: 20rem; max-width: 100%; }
.poll, .forwarded { margin: .25rem 0; padding: .4rem .75rem; border-inline-start: 4px solid var(--line); }
.poll ul { margin: .2rem 0; padding-inline-start: 1.25rem; overflow-wrap: anywhere; }
p.kind { margin: .1rem 0; color: var(--muted); font-size: .8125rem; overflow-wrap: anywhere; }
.files details { max-width: 100%; }
.files summary { width: fit-content; max-width: 100%; padding: .3rem .7rem; border-radius: 8px; background: var(--sunk); color: var(--muted); font-size: .8125rem; cursor: pointer; overflow-wrap: anywhere; }
.files details[open] summary { margin-bottom: .4rem; }

@media (max-width: 40rem) {
  .message { grid-template-columns: 1.75rem minmax(0, max-content) minmax(6%, 1fr); gap: 0 .45rem; }
  .message.reply { grid-template-columns: minmax(6%, 1fr) minmax(0, max-content) 1.75rem; }
  .message.note { grid-template-columns: 1.75rem minmax(0, 1fr) 0; }
  .message .avatar { width: 1.75rem; height: 1.75rem; font-size: .75rem; }
}
@media print {
  .message, .file, .files figure { break-inside: avoid; }
  .day { break-after: avoid; }
  .avatar, .bubble, .mention, .problem { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .spoiler { background: none; color: inherit; border: 1px dotted var(--muted); }
  .spoiler * { visibility: visible; }
  .files details::details-content { content-visibility: visible; block-size: auto; }
  .files summary { list-style: none; padding: 0; background: none; }
}
`;
