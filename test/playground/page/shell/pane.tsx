// One side of the playground: who it is, and that person's client. What is open in it: client.tsx.

import { useRef } from "preact/hooks";
import type { Action, PersonCard, PersonView, Side, World } from "../../wire.ts";
import { getPersonView } from "../data/api.ts";
import { useLive } from "../data/use-live.ts";
import { Client } from "./client.tsx";
import { PersonSwitcher } from "./person-switcher.tsx";

interface PaneProps {
  side: Side;
  world: World;
  me: PersonCard;
  onSwitch(personId: string): void;
  onDone(action: Action): void;
  fill: { text: string } | null;
}

export function Pane({ side, world, me, onSwitch, onDone, fill }: PaneProps) {
  const { value: view, error } = useLive(
    me.id,
    () => getPersonView(me.id),
    ({ kind }) => kind === "guild" || kind === "channel",
  );
  const last = useRef<PersonView | null>(null);
  if (view) last.current = view;
  const shown = view ?? (last.current?.id === me.id ? last.current : null);
  return (
    <section class={`pane ${side}`} aria-label={`${me.name}, ${me.part}`}>
      <PersonSwitcher people={world.people} me={me} onSwitch={onSwitch} />
      {shown ? (
        <Client key={me.id} side={side} world={world} me={me} view={shown} onDone={onDone} fill={fill} />
      ) : (
        <p class="empty">{error ?? "Loading…"}</p>
      )}
    </section>
  );
}
