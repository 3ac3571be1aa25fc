// Tables, what is read at length, and what deletes.

export const DATA = `
.scroll { overflow-x: auto; }
/* What is latest stands on the right: that is where one begins to read. */
.scroll.latest { direction: rtl; }
.scroll.latest > * { direction: ltr; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { padding: 0 0 .5rem; color: var(--strong); font-weight: 600; text-align: left; }
th, td { padding: .6rem .75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 0; color: var(--muted); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
tbody th { color: var(--strong); font-weight: 500; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }

body.alone main:has(.prose) { max-width: 48rem; }
.prose { max-width: 48rem; }
.prose table { min-width: 36rem; }
.prose tbody th { width: 50%; font-weight: 400; color: var(--text); }

.button.danger, button.danger { border-color: var(--bad); color: var(--bad); }
button.danger { background: var(--bad); color: var(--card); }
.button.danger:hover { background: var(--bad-tint); }
button.danger:hover { filter: brightness(1.1); }
section.card + section.card { margin-top: 1.25rem; }
.card > h2:first-child { margin-top: 0; }
.person { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.person .values { padding: 0; }
.person > :last-child { margin-bottom: 0; }
form.card > h2 { margin-top: 0; }
form.card > .field:first-of-type { padding-top: 0; }
.look-up label { display: block; color: var(--strong); font-weight: 600; }
.person h3 { margin: 0 0 .25rem; font-size: 1rem; }
`;
