// The bot's commands in the menu of a message or a person, as buttons.

import { ApplicationCommandType } from "discord-api-types/v10";
import { getCommands } from "../data/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { useLive } from "../data/use-live.ts";

interface MenuCommandsProps {
  on: "message" | "user";
  targetId: string;
  onChosen(): void;
}

const TYPES = { message: ApplicationCommandType.Message, user: ApplicationCommandType.User };

export function MenuCommands({ on, targetId, onChosen }: MenuCommandsProps) {
  const pane = usePane();
  const { channelId } = pane;
  const { value: commands } = useLive(
    `commands ${pane.me.id} ${channelId}`,
    () => getCommands(pane.me.id, channelId),
    ({ kind }) => kind === "commands",
  );
  const fitting = (commands ?? []).filter(({ type }) => type === TYPES[on]);
  if (fitting.length === 0) return <p class="menu-note">{commands ? "No commands here" : "Loading…"}</p>;
  return fitting.map(({ id, name }) => (
    <button
      key={id}
      type="button"
      class="menu-item"
      onClick={() => {
        onChosen();
        void pane.perform({ do: "menu", channelId, name, targetId });
      }}
    >
      {name}
    </button>
  ));
}
