// Whose client a pane shows: one picture for each person of the scene.

import type { PersonCard } from "../../wire.ts";
import { Avatar } from "./avatar.tsx";

interface PersonSwitcherProps {
  people: PersonCard[];
  me: PersonCard;
  onSwitch(personId: string): void;
}

export function PersonSwitcher({ people, me, onSwitch }: PersonSwitcherProps) {
  return (
    <div class="switcher">
      <p class="who">
        <span class="who-name">
          You are <strong>{me.name}</strong>
        </span>
        <span class="who-part">{me.part}</span>
      </p>
      <fieldset class="people">
        <legend class="visually-hidden">Be someone else</legend>
        {people.map((person) => (
          <button
            key={person.id}
            type="button"
            aria-pressed={person.id === me.id}
            aria-label={`Be ${person.name}: ${person.part}`}
            title={`${person.name}: ${person.part}`}
            onClick={() => onSwitch(person.id)}
          >
            <Avatar id={person.id} name={person.name} size={28} />
          </button>
        ))}
      </fieldset>
    </div>
  );
}
