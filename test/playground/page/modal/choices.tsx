// Radio buttons (one of them) or checkboxes (any of them) of a form's field.

interface Choice {
  value: string;
  label: string;
  description?: string | undefined;
}

interface ChoicesProps {
  id: string;
  label: string;
  choices: readonly Choice[];
  single: boolean;
  chosen: string[];
  onChoose(values: string[]): void;
}

export function Choices({ id, label, choices, single, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset id={id} class="choices">
      <legend class="visually-hidden">{label}</legend>
      {choices.map(({ value, label: text, description }) => (
        <label key={value}>
          <input
            type={single ? "radio" : "checkbox"}
            name={id}
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) => {
              if (single) onChoose([value]);
              else onChoose(checked ? [...chosen, value] : chosen.filter((one) => one !== value));
            }}
          />
          <span>
            {text}
            {description && <small>{description}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
