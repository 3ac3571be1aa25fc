// What is offered above the message box while someone types: commands after a slash, people, roles and channels by name.

import type { PaneTools } from "../data/pane-tools.ts";
import { entityOptions, matching } from "../picker/entity-options.tsx";
import type { Option } from "../picker/option-list.tsx";
import { Icon } from "../shell/icon.tsx";
import { completed, type Nameable, nameAtEnd } from "./mentions.ts";
import { fitting, type Runnable } from "./runnable.ts";

export interface Suggestions {
  title: string;
  options: Option[];
  /** What a choice is: a command to fill in, or the text with the name completed. */
  choose(index: number): Runnable | string | null;
}

export function suggest(text: string, commands: readonly Runnable[], pane: PaneTools): Suggestions | null {
  if (text.startsWith("/") && !text.includes("\n")) {
    const found = fitting(commands, text);
    return { title: "Commands", options: found.map(commandOption), choose: (index) => found[index] ?? null };
  }
  const typed = nameAtEnd(text);
  if (typed === null) return null;
  const options = matching(entityOptions(pane, typed.startsWith("#") ? "channel" : "mentionable"), typed.slice(1));
  if (options.length === 0) return null;
  return {
    title: typed.startsWith("#") ? "Channels" : "People and roles",
    options,
    choose(index) {
      const option = options[index];
      const name = nameables(pane).find((one) => one.mention.includes(option?.value ?? "none"));
      return name ? completed(text, name) : null;
    },
  };
}

/** Everything that can be mentioned in the open channel, and the emoji of one's servers by their names. */
export function nameables(pane: PaneTools): Nameable[] {
  const as = (kind: "user" | "role" | "channel", sign: string, mark: string) =>
    entityOptions(pane, kind).map(({ label, value }) => ({
      name: label.startsWith(sign) ? label : `${sign}${label}`,
      mention: label === "@everyone" ? label : `<${mark}${value}>`,
    }));
  const emojis = pane.view.guilds.flatMap((guild) => guild.emojis);
  const written = emojis.map(({ id, name, animated }) => ({
    name: `:${name}:`,
    mention: `<${animated ? "a" : ""}:${name}:${id}>`,
  }));
  return [...as("user", "@", "@"), ...as("role", "@", "@&"), ...as("channel", "#", "#"), ...written];
}

function commandOption({ path, description, options }: Runnable): Option {
  const needed = options.filter((option) => option.required).map(({ name }) => name);
  return {
    value: path,
    label: `/${path}`,
    description: [description, needed.length > 0 ? `needs ${needed.join(", ")}` : ""].filter(Boolean).join(" · "),
    icon: <Icon name="slash" size={20} />,
  };
}
