// The ways through a long conversation: earlier, later, to a day.

import type { ThreadPage } from "../../threads/ports.ts";
import { day } from "../../transcripts/page/times.ts";
import type { LocalPath } from "../page.ts";
import { thread as t } from "../texts/thread.ts";
import { withQuery } from "./paths.ts";
import { writeCursor } from "./read-place.ts";

export interface Parts {
  path: LocalPath;
  page: Pick<ThreadPage, "messages" | "earlier" | "later">;
}

export function PartsNav({ path, page: { messages, earlier, later }, side }: Parts & { side: "before" | "after" }) {
  if (side === "before") {
    return earlier || later || isOfSeveralDays(messages) ? (
      <div class="parts">
        {earlier ? <Ways path={path} messages={messages} back /> : <span />}
        <JumpToDay path={path} />
      </div>
    ) : null;
  }
  return later ? <Ways path={path} messages={messages} back={false} /> : null;
}

function Ways({ path, messages, back }: { path: LocalPath; messages: ThreadPage["messages"]; back: boolean }) {
  const edge = back ? messages[0] : messages.at(-1);
  const next = edge && withQuery(path, { [back ? "before" : "after"]: writeCursor(edge) });
  const far = back ? withQuery(path, { from: "start" }) : path;
  return (
    <nav class="pager" aria-label={t.pages}>
      {next === undefined ? null : (
        <a class="button" href={next} rel={back ? "prev" : "next"}>
          {back ? `↑ ${t.earlier}` : `↓ ${t.later}`}
        </a>
      )}
      <a class="button" href={far}>
        {back ? t.beginning : t.end}
      </a>
    </nav>
  );
}

const isOfSeveralDays = (messages: ThreadPage["messages"]): boolean => {
  const [first, last] = [messages[0], messages.at(-1)];
  return first !== undefined && last !== undefined && day(first.sentAt) !== day(last.sentAt);
};

const JumpToDay = ({ path }: { path: LocalPath }) => (
  <form class="jump" method="get" action={path}>
    <label for="day">{t.jump.label}</label>
    <input id="day" name="day" type="date" required title={t.jump.hint} />
    <button type="submit">{t.jump.submit}</button>
  </form>
);
