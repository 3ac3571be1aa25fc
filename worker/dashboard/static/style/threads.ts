// The list of threads: what to look for, and a card for each.

export const THREADS = `
.filter { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .9rem 1rem; margin-bottom: 1.5rem; padding: 1.1rem 1.25rem; }
.filter .words { grid-column: span 3; }
.filter label { color: var(--strong); font-size: .875rem; font-weight: 600; }
.filter input, .filter select { max-width: none; }
.filter .actions { grid-column: 1 / -1; margin: 0; }
.filter .actions .hint { flex-basis: auto; }

.threads { display: grid; gap: .75rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.thread { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .1rem .9rem; padding: .9rem 1.1rem; }
.threads > .card { margin: 0; }
.thread:hover { border-color: var(--edge); }
.thread p { margin: 0; }
.thread .icon { grid-row: span 3; align-self: start; width: 2.5rem; height: 2.5rem; font-size: .875rem; }
.thread .who { min-width: 0; overflow-wrap: anywhere; }
.thread .name { color: var(--strong); font-weight: 600; text-decoration: none; }
.thread .name::after { content: ''; position: absolute; inset: 0; border-radius: 14px; }
.thread .name:focus-visible { outline: none; }
.thread .name:focus-visible::after { outline: 2px solid var(--ring); outline-offset: 2px; }
.where { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; justify-content: flex-end; }
.number { color: var(--muted); font-size: .875rem; font-variant-numeric: tabular-nums; }
.thread .subject, .thread .excerpt, .thread > .small { grid-column: 2 / -1; }
.subject { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere; }
.subject.empty { color: var(--muted); font-style: italic; }
.excerpt { overflow-wrap: anywhere; white-space: pre-line; }
.tag.secret { background: var(--warn-tint); color: var(--warn); }
mark { padding: 0 .1em; border-radius: 3px; background: var(--warn-tint); color: var(--warn); font-weight: 600; }
.pager { display: flex; justify-content: space-between; gap: 1rem; }

@media (max-width: 40rem) {
  .filter { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .filter .words, .filter .user { grid-column: 1 / -1; }
  .thread { grid-template-columns: auto minmax(0, 1fr); }
  .thread .where { grid-column: 2; justify-content: flex-start; }
}
`;
