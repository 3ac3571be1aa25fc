// Answering an open thread from its page: one text, and a button for each thing that can become of it.

import { mayAnswer } from "../../domain/thread.ts";
import type { ThreadInGuild } from "../../threads/ports.ts";
import { REPLY_LIMIT } from "../../threads/reply.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { Csrf } from "../layout/csrf.tsx";
import type { GuildVisit } from "../page.ts";
import { thread } from "../texts/thread.ts";
import { threadPath } from "./paths.ts";
import { nameOf } from "./thread-head.tsx";

const t = thread.answer;

interface AnswerFormProps {
  inGuild: ThreadInGuild;
  names: ReadonlyMap<string, string>;
  visit: Pick<GuildVisit, "access" | "csrf" | "session">;
  once: string;
  /** What was written before and not sent. */
  text?: string;
}

export function AnswerForm({ inGuild, names, visit, once, text = "" }: AnswerFormProps) {
  const { thread: opened, settings } = inGuild;
  if (opened.state === "closing" || opened.state === "closed") return <p class="small">{t.closed}</p>;
  if (opened.state === "opening" || opened.channelId === null) return <p class="small">{t.opening}</p>;
  const allowed = mayAnswer(opened, { id: visit.session.id, access: visit.access });
  const holder = !allowed.ok && allowed.error.reason === "claimed-by-other" ? allowed.error.by : null;
  return (
    <form class="answer card" id="answer" method="post" action={`${threadPath(opened.guildId, opened.id)}/answer`}>
      <Csrf token={visit.csrf} />
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="holder" value={holder ?? ""} />
      <label for="text">{t.text(visibleName(opened.profile.displayName))}</label>
      {holder === null ? null : <p class="hint">{t.claimed(nameOf(holder, names))}</p>}
      <textarea id="text" name="text" rows={4} maxLength={REPLY_LIMIT} required aria-describedby="text-hint">
        {text}
      </textarea>
      <p class="hint" id="text-hint">
        {t.hint(REPLY_LIMIT)}
      </p>
      <div class="actions">
        {holder === null ? (
          <ReplyButtons anonymous={settings.anonymous} />
        ) : (
          <As name="take-over" primary>
            {t.takeOver}
          </As>
        )}
        <As name="note">{t.note}</As>
      </div>
    </form>
  );
}

/** What the server's setting leaves to choose; the first is what it wants. */
function ReplyButtons({ anonymous }: Pick<ThreadInGuild["settings"], "anonymous">) {
  const hidden = (primary: boolean) => (
    <As name="anonymous" primary={primary}>
      {t.anonymous}
    </As>
  );
  const named = (primary: boolean) => (
    <As name="named" primary={primary}>
      {anonymous === "off" ? t.reply : t.named}
    </As>
  );
  if (anonymous === "forced") return hidden(true);
  const [first, second] = anonymous === "default" ? [hidden, named] : [named, hidden];
  return (
    <>
      {first(true)}
      {second(false)}
    </>
  );
}

const As = ({ name, primary, children }: { name: string; primary?: boolean; children: string }) => (
  <button type="submit" name="as" value={name} class={primary ? "primary" : undefined}>
    {children}
  </button>
);
