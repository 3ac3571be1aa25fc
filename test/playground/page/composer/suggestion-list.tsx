// The list of suggestions above the message box. The composer handles its keys.

import { OptionList } from "../picker/option-list.tsx";
import type { Suggestions } from "./suggestions.tsx";

interface SuggestionListProps {
  id: string;
  suggestions: Suggestions;
  active: number;
  onActive(index: number): void;
  onChoose(index: number): void;
}

export function SuggestionList({ id, suggestions, active, onActive, onChoose }: SuggestionListProps) {
  return (
    <div class="suggestions">
      <p class="picker-title">{suggestions.title}</p>
      <OptionList
        id={id}
        label={suggestions.title}
        options={suggestions.options}
        active={active}
        empty="No command of that name may be used here."
        onActive={onActive}
        onChoose={onChoose}
      />
    </div>
  );
}
