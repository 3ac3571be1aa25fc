// A forwarded message: what was in it, and where it came from if this person sees that place.

import type { APIMessageSnapshot } from "discord-api-types/v10";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { messageTime } from "../markdown/time.ts";
import { Icon } from "../shell/icon.tsx";
import { Contents } from "./contents.tsx";

export function Forward({ message, snapshot }: { message: SeenMessage; snapshot: APIMessageSnapshot["message"] }) {
  const pane = usePane();
  const source = message.message_reference?.channel_id;
  const channel = pane.view.guilds.flatMap(({ channels }) => channels).find(({ id }) => id === source);
  const when = messageTime(snapshot.timestamp, Date.now());
  return (
    <blockquote class="forward">
      <p class="forward-mark">
        <Icon name="forward" size={14} /> <em>Forwarded</em>
      </p>
      <Contents contents={snapshot} />
      <p class="forward-origin">
        {channel && (
          <button type="button" class="link" onClick={() => pane.goTo(channel.id)}>
            #{channel.name}
          </button>
        )}{" "}
        {when}
      </p>
    </blockquote>
  );
}
