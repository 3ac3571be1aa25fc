// The page of one thread: its head, the conversation (whose look is the transcript's), and the answer.

import { CONVERSATION } from "../../../transcripts/page/style/conversation.ts";

/** The transcript's rules hold inside the conversation only: some of their names mean other things elsewhere. */
export const THREAD = `
.conversation {
${CONVERSATION}
}
.thread-page { max-width: 54rem; }
.back { margin: -.75rem 0 .75rem; }
.thread-head { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .25rem .9rem; align-items: center; margin-bottom: 1.25rem; }
.thread-head .icon { width: 3rem; height: 3rem; font-size: 1rem; }
.thread-head h2 { margin: 0; overflow-wrap: anywhere; }
.thread-head p { margin: 0; }
.thread-head dl { display: grid; grid-column: 1 / -1; gap: .3rem 1.5rem; margin: .6rem 0 0; }
.thread-head dl div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .25rem 1rem; }
.thread-head dt { color: var(--muted); }
.thread-head dd { margin: 0; overflow-wrap: anywhere; }
.thread-head .actions { grid-column: 1 / -1; justify-content: space-between; margin: .9rem 0 0; }
.thread-head .actions form { display: flex; flex-wrap: wrap; gap: .6rem; }
.downloads a { margin-left: .5rem; }
.parts { display: flex; flex-wrap: wrap; align-items: flex-end; justify-content: space-between; gap: .75rem 1rem; margin-bottom: .75rem; }
.jump { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.jump label { color: var(--muted); font-size: .875rem; }
.jump input { width: auto; margin: 0; }
.conversation { margin-bottom: 1.5rem; }
.conversation .avatar { position: relative; overflow: hidden; }
.conversation .avatar img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.conversation figure > a { display: block; }
.conversation h2.day { margin: 1.5rem 0 1rem; font-size: .8125rem; font-weight: 600; color: var(--muted); }
.found { border-radius: 12px; background: var(--warn-tint); box-shadow: 0 0 0 .4rem var(--warn-tint); }
.answer label { color: var(--strong); font-weight: 600; }
.answer .actions { margin: .9rem 0 0; }
.admin { margin-top: 1.5rem; }
.admin h2 { margin-top: 0; }

@media (max-width: 40rem) {
  .thread-head { grid-template-columns: auto minmax(0, 1fr); padding: 1.1rem; }
  .thread-head .where { grid-column: 1 / -1; justify-content: flex-start; }
  .thread-head dl div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .parts, .pager { flex-direction: column; align-items: stretch; }
}
@media print {
  body.with-sidebar { background: none; }
  body.with-sidebar main { max-width: none; padding: 0; }
  .guild-header, .back, .admin, .parts, .pager, .downloads, .thread-head .actions, #end { display: none; }
  .card { box-shadow: none; break-inside: avoid; }
}
`;
