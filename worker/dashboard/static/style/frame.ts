// The frame: sidebar and content side by side, one above the other on a phone.

export const FRAME = `
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 9; padding: .6rem 1rem; border-radius: 8px; background: var(--accent); color: var(--on-accent); }
.skip:focus { top: 1rem; }
body.with-sidebar { display: grid; grid-template-columns: 16.5rem minmax(0, 1fr); min-height: 100vh; background: linear-gradient(90deg, var(--side) 16.5rem, var(--page) 0); }
body.alone { display: grid; place-items: center; min-height: 100vh; padding: 1rem; }
body.alone main { width: 100%; max-width: 30rem; }
body.with-sidebar main { width: 100%; max-width: 60rem; padding: 2.25rem 2.5rem 4rem; }

.sidebar { position: sticky; top: 0; display: flex; flex-direction: column; gap: 1.25rem; height: 100vh; padding: 1.25rem 1rem; border-right: 1px solid var(--line); background: var(--side); overflow-y: auto; }
.brand { display: flex; align-items: center; gap: .6rem; padding: 0 .5rem; color: var(--strong); font-size: 1.0625rem; font-weight: 650; text-decoration: none; }
.sidebar nav { flex: 1; }
.sidebar ul { margin: 0; padding: 0; list-style: none; }
.sidebar h2 { margin: 1.5rem .75rem .35rem; color: var(--muted); font-size: .8125rem; font-weight: 600; }
.sidebar nav a { display: flex; align-items: center; gap: .6rem; padding: .5rem .75rem; border-radius: 8px; color: var(--text); text-decoration: none; }
.sidebar nav a:hover { background: var(--sunk); }
.sidebar nav a[aria-current] { background: var(--tint); color: var(--strong); font-weight: 600; }

.workspace { position: relative; }
.workspace summary { display: flex; align-items: center; gap: .6rem; padding: .5rem .6rem; border: 1px solid var(--line); border-radius: 10px; color: var(--strong); font-weight: 600; list-style: none; cursor: pointer; }
.workspace summary::-webkit-details-marker { display: none; }
.workspace summary::after { content: ''; flex: none; width: .5rem; height: .5rem; margin: -.25rem .25rem 0 auto; border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(45deg); }
.workspace summary:hover { background: var(--sunk); }
.workspace ul { position: absolute; z-index: 5; left: 0; right: 0; margin-top: .35rem; padding: .35rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); box-shadow: 0 8px 24px rgb(0 0 0 / 18%); }

.account { padding-top: 1rem; border-top: 1px solid var(--line); }
.account p { display: flex; align-items: center; gap: .6rem; margin: 0 .5rem .5rem; color: var(--strong); font-weight: 600; }
.account form { display: flex; flex-wrap: wrap; gap: 0 .25rem; }

@media (max-width: 48rem) {
  body.with-sidebar { display: block; background: var(--page); }
  body.with-sidebar main { padding: 1.25rem 1rem 3rem; }
  .sidebar { position: static; height: auto; gap: .75rem; overflow: visible; padding: .9rem 1rem; border-right: 0; border-bottom: 1px solid var(--line); }
  .sidebar nav > h2, .sidebar nav > ul { display: none; }
  .account { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; padding-top: .6rem; }
  .account p { margin: 0; }
}
@media print { .sidebar, .skip, .tabs, .button, button { display: none; } body.with-sidebar { display: block; } }
`;
