// Lists of snippets and of notes, with their searches and histories.

export const LISTS = `
.search { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .6rem; margin-bottom: 1.25rem; }
.search label { flex-basis: 100%; color: var(--strong); font-size: .875rem; font-weight: 600; }
.search input { flex: 1 1 12rem; width: auto; margin-top: 0; }
.search .hint { flex-basis: 100%; margin: 0; }
.snippets, .noted, .notes { display: grid; gap: .75rem; margin: 1.25rem 0 1.5rem; padding: 0; list-style: none; }
.snippets li, .noted li { position: relative; padding: .9rem 1.1rem; }
.snippets li:hover, .noted li:hover { border-color: var(--edge); }
.snippets p, .noted p { margin: .15rem 0 0; }
.snippets .name, .noted .name { color: var(--strong); font-weight: 600; text-decoration: none; }
.snippets .name::after, .noted .name::after { content: ''; position: absolute; inset: 0; border-radius: 14px; }
.snippets .name:focus-visible, .noted .name:focus-visible { outline: none; }
.snippets .name:focus-visible::after, .noted .name:focus-visible::after { outline: 2px solid var(--ring); outline-offset: 2px; }
.noted li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .9rem; }
.notes li { padding: 1rem 1.25rem; }
.notes p { margin: 0 0 .35rem; overflow-wrap: anywhere; }
.snippet-body .quoted { padding: .75rem 1rem; border-radius: 10px; background: var(--sunk); overflow-wrap: anywhere; }
.history { padding: .35rem 1.5rem; }
.texts { margin: .35rem 0 .25rem; }
.texts > div { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); gap: .5rem; padding: .15rem 0; }
.texts dt { color: var(--muted); font-size: .875rem; }
.texts dd { margin: 0; overflow-wrap: anywhere; }
.texts .names { display: block; }
.history button.quiet { margin-left: -.5rem; }
.whose { margin-bottom: 0; }
.whose + .small { margin-bottom: 1rem; }
.sure summary { width: fit-content; color: var(--muted); font-size: .875rem; cursor: pointer; }
.sure form { margin-top: .6rem; }
@media (max-width: 48rem) { .texts > div { grid-template-columns: minmax(0, 1fr); gap: 0; } .history { padding-left: 1.1rem; padding-right: 1.1rem; } }
`;
