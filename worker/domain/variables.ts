// Variables in texts that a server writes once and the bot says often: `{{user}}`, in single braces too. Pure.

/** Double braces around anything; single ones around one word, so that other braces stay what they are. */
const VARIABLE = /\{\{([^{}]*)\}\}|\{([\p{L}\p{N}_.-]+)\}/gu;

/** The first variable, as it was written, for which `isKnown` says no. Names come trimmed and in lower case. */
export function unknownVariable(text: string, isKnown: (name: string) => boolean): string | null {
  for (const found of text.matchAll(VARIABLE)) if (!isKnown(nameOf(found))) return found[0];
  return null;
}

export const variablesOf = (text: string): string[] => [...text.matchAll(VARIABLE)].map(nameOf);

/** Once, so that braces in a value stay text. What `values` doesn't hold stays as it was written. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (written: string, double?: string, single?: string) => {
    const name = nameOf([written, double, single]);
    return Object.hasOwn(values, name) ? (values[name] ?? "") : written;
  });

const nameOf = ([, double, single]: readonly (string | undefined)[]): string =>
  (double ?? single ?? "").trim().toLowerCase();
