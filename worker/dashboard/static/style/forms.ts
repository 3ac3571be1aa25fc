// Forms and what they are about: fields, values, the log of changes, the state of a setup.

export const FORMS = `
.settings > h2 { margin-top: 0; }
.group { margin: 0 0 1.25rem; padding: 1.25rem 1.5rem 1.5rem; min-width: 0; }
.group > legend { float: left; width: 100%; margin-bottom: .25rem; padding: 0; color: var(--strong); font-size: 1.0625rem; font-weight: 650; }
.group > legend + * { clear: both; }
.field { margin: 0; padding: 1.1rem 0 0; border: 0; min-width: 0; }
.field + .field { margin-top: 1.1rem; border-top: 1px solid var(--line); }
.field > label:not(.option), .field > legend { display: block; padding: 0; color: var(--strong); font-weight: 600; }
.field > legend { float: left; width: 100%; }
.field > legend + * { clear: both; }
.missing button { margin-top: .6rem; }
.field label small { color: var(--muted); font-weight: 400; }
.hint { margin: .3rem 0 0; color: var(--muted); font-size: .875rem; }
.hint q { display: block; margin-top: .25rem; padding-left: .75rem; border-left: 3px solid var(--line); quotes: none; }
.error { margin: .35rem 0 0; color: var(--bad); font-size: .875rem; font-weight: 500; }
.option { display: flex; align-items: center; gap: .55rem; padding: .3rem 0; }

input[type='text'], input[type='number'], input[type='search'], input[type='date'], select, textarea {
  width: 100%; max-width: 32rem; min-height: 2.625rem; margin-top: .35rem; padding: .45rem .75rem;
  border: 1px solid var(--edge); border-radius: 9px; background: var(--card); color: var(--strong); font: inherit;
}
select { appearance: none; padding-right: 2.25rem; background-image: linear-gradient(45deg, transparent 50%, var(--muted) 50%), linear-gradient(-45deg, transparent 50%, var(--muted) 50%); background-position: right 1.1rem top 55%, right .8rem top 55%; background-size: .35rem .35rem; background-repeat: no-repeat; }
textarea { max-width: none; line-height: 1.5; resize: vertical; }
input.short { max-width: 9rem; }
input[type='radio'] { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
[aria-invalid='true'] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }

.switch { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0 1rem; }
.switch .hint, .switch .error { grid-column: 1 / -1; }
.switch input { position: relative; appearance: none; width: 2.75rem; height: 1.625rem; margin: 0; border: 1px solid var(--edge); border-radius: 99px; background: var(--sunk); cursor: pointer; }
.switch input::after { content: ''; position: absolute; top: 50%; left: .2rem; width: 1.125rem; height: 1.125rem; border-radius: 50%; background: var(--edge); transform: translateY(-50%); }
.switch input:checked { border-color: var(--accent); background: var(--accent); }
.switch input:checked::after { left: auto; right: .2rem; background: var(--on-accent); }
@media (forced-colors: active) { .switch input::after { background: ButtonText; } .switch input:checked::after { background: Highlight; } }

.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; margin: 1.25rem 0; }
.actions.sticky { position: sticky; bottom: 0; margin: 0; padding: .9rem 0; border-top: 1px solid var(--line); background: var(--page); }

.status h2 { margin: 0 0 .25rem; }
.status::before { content: ''; display: block; width: 2.5rem; height: .3rem; margin-bottom: .9rem; border-radius: 99px; background: var(--edge); }
.status.works::before { background: var(--good); }
.status.broken::before { background: var(--bad); }
.status ul { margin: 0 0 1rem; padding-left: 1.2rem; }
.status li + li { margin-top: .4rem; }
.status summary { width: fit-content; color: var(--link); font-weight: 600; cursor: pointer; }
.status details ul { margin: .6rem 0 0; }

.values { margin: 0; padding: .35rem 1.5rem; }
.values > div { display: grid; grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr); gap: .15rem 1.5rem; padding: .7rem 0; }
.values > div + div { border-top: 1px solid var(--line); }
.values dt { color: var(--muted); }
.values dd { margin: 0; color: var(--strong); overflow-wrap: anywhere; }
.soft { color: var(--muted); font-weight: 400; }
.quoted { white-space: pre-wrap; }

.log { margin: 0; padding: 0; list-style: none; }
.log li { padding: .75rem 0; }
.log li + li { border-top: 1px solid var(--line); }
.log p { margin: 0; overflow-wrap: anywhere; }
.log .from { color: var(--muted); text-decoration: line-through; text-decoration-color: var(--edge); }
.log .quoted { display: inline-block; max-width: 100%; vertical-align: top; }

.notice h3 { margin: 0 0 .35rem; color: inherit; font-size: 1rem; }
.notice ul { margin: 0; padding-left: 1.2rem; }
.notice a { color: inherit; font-weight: 600; }
.notice.warn { background: var(--warn-tint); color: var(--warn); }
.notice.warn .log { padding: .25rem 1rem; border-radius: 8px; background: var(--card); color: var(--text); }

@media (max-width: 48rem) {
  .values > div { grid-template-columns: minmax(0, 1fr); }
  .group, .values { padding-left: 1.1rem; padding-right: 1.1rem; }
}
`;
