// The messages of a channel. Stays at the newest message unless the person scrolled up to read.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { memberOf, usePane } from "../data/pane-tools.ts";
import { Message } from "../message/message.tsx";
import { toRows } from "../message/rows.ts";
import { Icon } from "../shell/icon.tsx";

interface MessageListProps {
  messages: SeenMessage[];
  label: string;
  /** What stands above the first message. */
  beginning: ComponentChildren;
  /** What stands below the last one. */
  children?: ComponentChildren;
}

const NEAR = 60;

export function MessageList({ messages, label, beginning, children }: MessageListProps) {
  const pane = usePane();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [behind, setBehind] = useState(false);

  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const follow = () => {
    if (atEnd.current) toEnd();
  };
  // After each change of the rows.
  useLayoutEffect(follow, [messages, children]);
  // Pictures change the height when they arrive, forms when they grow.
  useEffect(() => {
    const observer = new ResizeObserver(follow);
    if (content.current) observer.observe(content.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  });

  return (
    <div class="messages">
      <div
        class="scroller"
        ref={scroller}
        // Scrollable areas must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        role="log"
        aria-label={label}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          // Only who scrolls up leaves the end: rows that grow don't push anybody away from it.
          const near = scrollHeight - scrollTop - clientHeight < NEAR;
          if (near || scrollTop < lastTop.current) atEnd.current = near;
          lastTop.current = scrollTop;
          setBehind(!atEnd.current);
        }}
      >
        <ol ref={content} class="rows">
          <li class="beginning">{beginning}</li>
          {toRows(messages).map((row) =>
            row.kind === "day" ? (
              <li key={row.key} class="day">
                <span>{row.label}</span>
              </li>
            ) : row.kind === "event" ? (
              <li key={row.key} class="event">
                <Icon name="info" size={16} />
                <span>
                  <strong>{memberOf(pane, row.message.author.id)?.name ?? row.message.author.username}</strong>{" "}
                  {row.text}
                </span>
              </li>
            ) : (
              <Message key={row.key} message={row.message} headed={row.headed} />
            ),
          )}
          {children}
        </ol>
      </div>
      {behind && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="down" size={16} /> To the newest
        </button>
      )}
    </div>
  );
}
