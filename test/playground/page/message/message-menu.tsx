// What else can be done with a message: the bot's commands on it, and sending it on.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { MenuCommands } from "../picker/menu-commands.tsx";
import { Popover } from "../picker/popover.tsx";
import { Icon } from "../shell/icon.tsx";

const TEXT = 0;

export function MessageMenu({ message }: { message: SeenMessage }) {
  return (
    <Popover label="More" trigger={<Icon name="more" size={18} />}>
      {(close) => (
        <>
          <MenuCommands on="message" targetId={message.id} onChosen={close} />
          <p class="menu-title">Forward to</p>
          <ForwardTargets message={message} onChosen={close} />
        </>
      )}
    </Popover>
  );
}

function ForwardTargets({ message, onChosen }: { message: SeenMessage; onChosen(): void }) {
  const pane = usePane();
  const channels = pane.view.guilds.flatMap((guild) =>
    guild.channels
      .filter(({ type }) => type === TEXT)
      .map(({ id, name }) => ({ id, name: `#${name}`, where: guild.name })),
  );
  const targets = [{ id: pane.view.dm.id, name: `@${pane.view.dm.name}`, where: "Direct message" }, ...channels];
  const { channel_id: channelId, id: messageId } = message;
  return targets.map(({ id, name, where }) => (
    <button
      key={id}
      type="button"
      class="menu-item"
      onClick={() => {
        onChosen();
        void pane.perform({ do: "forward", channelId, messageId, to: id });
      }}
    >
      {name} <small>{where}</small>
    </button>
  ));
}
