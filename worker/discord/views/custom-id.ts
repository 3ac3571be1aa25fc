// Custom ids of buttons, selects and modals: `<feature>:<argument>:<argument>`. Made and split here only.

/** At most 100 characters (Discord: components/reference). */
export const customId = (feature: string, ...args: string[]): string => [feature, ...args].join(":");

export function splitCustomId(id: string): { feature: string; args: string[] } {
  const [feature = "", ...args] = id.split(":");
  return { feature, args };
}
