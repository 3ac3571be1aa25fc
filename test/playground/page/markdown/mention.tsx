// A person, role or channel named in a text. Channels lead there; what this person can't see is unknown.

import { cssColor, memberOf, usePane } from "../data/pane-tools.ts";

export function Mention({ kind, id }: { kind: "user" | "role" | "channel"; id: string }) {
  const pane = usePane();
  if (kind === "user") return <span class="mention">@{memberOf(pane, id)?.name ?? "unknown-user"}</span>;
  if (kind === "role") {
    const role = pane.guild?.roles.find((one) => one.id === id);
    const style = role?.color ? { "--role": cssColor(role.color) } : {};
    return (
      <span class={role?.color ? "mention coloured" : "mention"} style={style}>
        @{role?.name.replace(/^@/, "") ?? "unknown-role"}
      </span>
    );
  }
  const channel = pane.view.guilds.flatMap(({ channels }) => channels).find((one) => one.id === id);
  if (!channel) return <span class="mention">#unknown</span>;
  return (
    <button type="button" class="mention" onClick={() => pane.goTo(id)}>
      #{channel.name}
    </button>
  );
}
