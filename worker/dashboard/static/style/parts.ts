// What pages are made of: cards, buttons, notices, tags, tabs, icons, lists of servers.

import { HUE_RULES } from "../../../transcripts/page/initials.ts";

export const PARTS = `
.card { padding: 1.5rem; border: 1px solid var(--line); border-radius: 14px; background: var(--card); box-shadow: var(--shadow); }
.card > :last-child { margin-bottom: 0; }
.landing { padding: 2.5rem 2rem; text-align: center; }
.landing h1 { margin-top: .75rem; }
.problem p:last-child { margin-top: 1.25rem; }

.button, button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.5rem; padding: .45rem 1rem; border: 1px solid var(--edge); border-radius: 9px; background: var(--card); color: var(--strong); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { background: var(--sunk); }
.button.primary, button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.button.primary:hover, button.primary:hover { border-color: var(--accent-hover); background: var(--accent-hover); }
.button.small { min-height: 2.125rem; padding: .25rem .75rem; font-size: .875rem; color: var(--strong); }
button.quiet { min-height: 2rem; padding: .2rem .5rem; border-color: transparent; background: none; color: var(--muted); font-size: .875rem; font-weight: 500; }
button.quiet:hover { background: var(--sunk); color: var(--strong); }

.notice { margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: 10px; background: var(--sunk); text-align: left; }
.notice.good { background: var(--good-tint); color: var(--good); }
.notice.bad { background: var(--bad-tint); color: var(--bad); }
.notice > :last-child { margin-bottom: 0; }

.tag { flex: none; padding: .1rem .6rem; border-radius: 99px; background: var(--sunk); color: var(--muted); font-size: .8125rem; font-weight: 600; }
.tag.on { background: var(--good-tint); color: var(--good); }

.icon { position: relative; display: inline-grid; flex: none; place-items: center; width: 2rem; height: 2rem; overflow: hidden; background: var(--tint); color: var(--strong); font-size: .75rem; font-weight: 700; }
.icon.square { border-radius: 9px; }
.icon.round { border-radius: 50%; }
.icon img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
${HUE_RULES}

.guild-header { margin-bottom: 1.75rem; }
.crumbs { margin: 0; color: var(--muted); font-size: .875rem; overflow-wrap: anywhere; }
.tabs { border-bottom: 1px solid var(--line); }
.tabs ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; overflow-x: auto; }
.tabs a { display: block; padding: .6rem .9rem; border-bottom: 2px solid transparent; color: var(--muted); font-weight: 600; text-decoration: none; white-space: nowrap; }
.tabs a:hover { color: var(--strong); }
.tabs a[aria-current] { border-color: var(--link); color: var(--strong); }
.tabs a:focus-visible { outline-offset: -3px; }

@media (max-width: 48rem) { .tabs ul { flex-wrap: wrap; gap: 0; } .tabs a { padding: .45rem .7rem; } }

.guilds { display: grid; gap: .75rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.guilds li { position: relative; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .9rem; padding: .9rem 1.1rem; }
.guilds .name { flex: 1 1 8rem; color: var(--strong); font-weight: 600; text-decoration: none; }
.guilds .name::after { content: ''; position: absolute; inset: 0; border-radius: 14px; }
.guilds .name:focus-visible { outline: none; }
.guilds .name:focus-visible::after { outline: 2px solid var(--ring); outline-offset: 2px; }
.guilds li:hover { border-color: var(--edge); }
.guilds .button { position: relative; }
`;
