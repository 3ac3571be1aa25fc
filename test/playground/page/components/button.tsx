// A button under a message. While its click is on the way it shows so and can't be clicked again.

import { type APIButtonComponent, ButtonStyle } from "discord-api-types/v10";
import { useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { Icon } from "../shell/icon.tsx";
import { Emoji } from "./emoji.tsx";

const STYLES: Record<number, string> = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };

export function Button({ button, message }: { button: APIButtonComponent; message: SeenMessage }) {
  const pane = usePane();
  const [busy, setBusy] = useState(false);
  if (button.style === ButtonStyle.Premium) return null;

  const face = (
    <>
      {button.emoji && <Emoji emoji={button.emoji} />}
      {button.label && <span>{button.label}</span>}
    </>
  );
  if (button.style === ButtonStyle.Link) {
    return (
      <a class="button secondary" href={safeLink(button.url)} target="_blank" rel="noreferrer noopener">
        {face}
        <Icon name="external" size={14} />
      </a>
    );
  }
  const click = async () => {
    setBusy(true);
    await pane.perform({
      do: "click",
      channelId: message.channel_id,
      messageId: message.id,
      button: button.custom_id,
    });
    setBusy(false);
  };
  return (
    <button
      type="button"
      class={`button ${STYLES[button.style] ?? "secondary"}`}
      disabled={button.disabled ?? false}
      aria-busy={busy}
      {...(button.label ? {} : { "aria-label": button.emoji?.name ?? "Button" })}
      onClick={() => busy || void click()}
    >
      {busy ? <span class="dots" /> : null}
      <span class={busy ? "button-face hidden" : "button-face"}>{face}</span>
    </button>
  );
}

/** Links that a message brings lead to web pages only. */
function safeLink(url: string): string {
  return /^https?:\/\//i.test(url) ? url : "#";
}
