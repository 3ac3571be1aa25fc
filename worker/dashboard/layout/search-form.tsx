// One field by which a list is narrowed, and the way back to all of it.

interface SearchFormProps {
  action: string;
  /** Of the field, in the address. */
  name: string;
  value: string;
  texts: { label: string; show: string; clear: string; hint?: string };
}

export const SearchForm = ({ action, name, value, texts }: SearchFormProps) => (
  <search>
    <form class="search" method="get" action={action}>
      <label for={name}>{texts.label}</label>
      <input
        type="search"
        id={name}
        name={name}
        value={value}
        maxLength={32}
        autocapitalize="none"
        {...(texts.hint === undefined ? {} : { "aria-describedby": `${name}-hint` })}
      />
      <button type="submit">{texts.show}</button>
      {value === "" ? null : (
        <a class="button" href={action}>
          {texts.clear}
        </a>
      )}
      {texts.hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {texts.hint}
        </p>
      )}
    </form>
  </search>
);
