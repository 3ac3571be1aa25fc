// The whole page: the banner, what to try, and two panes side by side (tabs where there is no room for two).

import { useEffect, useState } from "preact/hooks";
import type { Action, Side, World } from "../wire.ts";
import { getWorld } from "./data/api.ts";
import { Guide } from "./shell/guide.tsx";
import { Icon } from "./shell/icon.tsx";
import { Pane } from "./shell/pane.tsx";
import { ThemeButton } from "./shell/theme-button.tsx";

const SIDES: Side[] = ["user", "staff"];

export function App() {
  const [world, setWorld] = useState<World | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    getWorld().then(setWorld, (refused: Error) => setError(refused.message));
  }, []);
  return (
    <>
      <header class="banner">
        <Icon name="info" size={16} />
        <p>
          <strong>Local playground</strong> — a pretend Discord on this computer. Nothing here leaves it.
        </p>
        {world?.dashboard && (
          <a href={world.dashboard} target="_blank" rel="noreferrer">
            Dashboard
          </a>
        )}
        <ThemeButton />
      </header>
      {world ? <Panes world={world} /> : <p class="empty">{error ?? "Loading…"}</p>}
    </>
  );
}

function Panes({ world }: { world: World }) {
  const [people, setPeople] = useState<Record<Side, string>>({ user: world.start.user, staff: world.start.staff });
  const [front, setFront] = useState<Side>("user");
  const [done, setDone] = useState(0);
  const [fills, setFills] = useState<Record<Side, { text: string } | null>>({ user: null, staff: null });

  const onDone = (side: Side) => (action: Action) =>
    setDone((now) => {
      const step = world.steps[now];
      return step?.side === side && step.action === action.do ? now + 1 : now;
    });
  const cards = SIDES.flatMap((side) => {
    const me = world.people.find(({ id }) => id === people[side]);
    return me ? [{ side, me }] : [];
  });
  return (
    <>
      <Guide
        steps={world.steps}
        ending={world.ending}
        done={done}
        onFill={(side, text) => {
          setFront(side);
          setFills((before) => ({ ...before, [side]: { text } }));
        }}
      />
      <nav class="tabs" aria-label="Which side to show">
        {cards.map(({ side, me }) => (
          <button key={side} type="button" aria-pressed={front === side} onClick={() => setFront(side)}>
            {me.name} <small>{side === "user" ? "the user" : "the staff"}</small>
          </button>
        ))}
      </nav>
      <main class={`panes front-${front}`}>
        {cards.map(({ side, me }) => (
          <Pane
            key={side}
            side={side}
            world={world}
            me={me}
            fill={fills[side]}
            onSwitch={(id) => setPeople((before) => ({ ...before, [side]: id }))}
            onDone={onDone(side)}
          />
        ))}
      </main>
    </>
  );
}
