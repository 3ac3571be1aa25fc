// The name over a message: a button that opens the menu of that person.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { nameColor, usePane } from "../data/pane-tools.ts";
import { MenuCommands } from "../picker/menu-commands.tsx";
import { Popover } from "../picker/popover.tsx";

export function Author({ author, name }: { author: SeenMessage["author"]; name: string }) {
  const pane = usePane();
  const shown = (
    <span class="author" style={{ "--name": nameColor(pane.guild, author.id) ?? "" }}>
      {name}
    </span>
  );
  return (
    <Popover label={`Menu of ${name}`} trigger={shown} class="author-button">
      {(close) => (
        <>
          <p class="menu-title">@{author.username}</p>
          <MenuCommands on="user" targetId={author.id} onChosen={close} />
        </>
      )}
    </Popover>
  );
}
