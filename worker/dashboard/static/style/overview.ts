// The overview: figures in tiles, charts, who waits.

export const OVERVIEW = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0 0 1.25rem; }
.tile { display: flex; flex-direction: column; padding: 1rem 1.25rem; }
.tile dt { color: var(--muted); font-size: .875rem; }
.tile dd { margin: .15rem 0 0; color: var(--strong); font-size: 1.4375rem; font-weight: 650; line-height: 1.3; letter-spacing: -.015em; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tile dd .small { display: block; margin-top: .15rem; font-weight: 400; letter-spacing: 0; white-space: normal; }
.speeds { margin-top: 2.25rem; }
.spans ul { display: inline-flex; margin: 0 0 1.25rem; padding: .2rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); list-style: none; }
.spans a { display: block; padding: .35rem .9rem; border-radius: 7px; color: var(--text); font-size: .9375rem; text-decoration: none; }
.spans a:hover { background: var(--sunk); }
.spans a[aria-current] { background: var(--tint); color: var(--strong); font-weight: 600; }

.card > h3:first-child { margin: 0; font-size: 1.0625rem; }
.card > h3 + .small { margin-bottom: .75rem; }
.chart { display: block; width: 100%; min-width: 34rem; height: auto; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .mark { fill: var(--muted); font-size: 12px; }
.median { fill: var(--link); }
.spread { stroke: var(--edge); stroke-width: 1.6; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .5rem 0 .75rem; padding: 0; color: var(--muted); font-size: .875rem; list-style: none; }
.legend li { display: flex; align-items: center; gap: .4rem; }
.key { flex: none; width: 1rem; height: 1rem; }
.speed summary { width: fit-content; color: var(--link); font-size: .9375rem; cursor: pointer; }
.speed details table { min-width: 26rem; margin-top: .75rem; }
.waiting { min-width: 30rem; }
.waiting .since { display: block; }
.staff { min-width: 40rem; }
.staff thead tr:first-child th { text-align: center; }
.staff thead tr:first-child > * { padding-bottom: 0; }
.staff thead th, .staff thead td { border-top: 0; }
@media (max-width: 48rem) { .tile { padding: .9rem 1rem; } .tile dd { font-size: 1.1875rem; } }
@media (forced-colors: active) { .median { fill: CanvasText; } .spread, .chart .grid { stroke: CanvasText; } .chart .mark { fill: CanvasText; } }
`;
