// What only this person's client says: a command on its way, or what failed. Looks like an ephemeral message of the app.

import type { MemberView } from "../../wire.ts";
import { Avatar } from "../shell/avatar.tsx";
import { Icon } from "../shell/icon.tsx";

export interface NoticeText {
  id: number;
  text: string;
  /** Still on its way: goes by itself. */
  pending?: boolean;
}

export function Notice({ notice, bot, onDismiss }: { notice: NoticeText; bot: MemberView; onDismiss(): void }) {
  return (
    <li class={notice.pending ? "message headed notice pending" : "message headed ephemeral notice"}>
      <div class="message-grid">
        <Avatar id={bot.id} name={bot.name} bot />
        <div class="message-main">
          <p class="message-head">
            <span class="author">{bot.name}</span>
            <span class="app-tag">APP</span>
          </p>
          {notice.pending ? (
            <p class="thinking">
              <span class="dots" /> {notice.text}
            </p>
          ) : (
            <>
              <p class="notice-text" role="alert">
                <Icon name="info" size={16} /> {notice.text}
              </p>
              <p class="only-you">
                <Icon name="eye" size={14} /> Only you can see this ·{" "}
                <button type="button" class="link" onClick={onDismiss}>
                  Dismiss message
                </button>
              </p>
            </>
          )}
        </div>
      </div>
    </li>
  );
}
