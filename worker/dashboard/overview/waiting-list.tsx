// Whose turn it is: the threads whose users have waited longest for an answer.

import { duration } from "../../discord/views/logs.ts";
import type { WaitingThread } from "../../threads/ports.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { Moment } from "../layout/moment.tsx";
import { Scroll } from "../layout/scroll.tsx";
import { overview } from "../texts/overview.ts";
import { threads } from "../texts/threads.ts";
import { threadPath } from "../threads/paths.ts";

const t = overview.longest;

interface WaitingListProps {
  guildId: string;
  waiting: readonly WaitingThread[];
  /** Of all, also those that aren't shown. */
  total: number;
  now: number;
}

export const WaitingList = ({ guildId, waiting, total, now }: WaitingListProps) => (
  <section class="card" aria-labelledby="longest">
    <h2 id="longest">{t.title}</h2>
    {waiting.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <Scroll label={t.title}>
        <table class="waiting">
          <caption class="hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.thread}</th>
              <th scope="col">{t.since}</th>
              <th scope="col">{t.claimedBy}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ thread, claimedBy, since }) => (
              <tr>
                <th scope="row">
                  <a href={threadPath(guildId, thread.id)}>
                    <bdi>{visibleName(thread.profile.displayName)}</bdi>
                  </a>{" "}
                  <span class="soft">{threads.number(thread.number)}</span>
                </th>
                <td>
                  {duration(now - since)}
                  <span class="small since">
                    <Moment at={since} />
                  </span>
                </td>
                <td>
                  {claimedBy === null ? (
                    <span class="soft">{t.nobody}</span>
                  ) : (
                    <bdi>{visibleName(claimedBy.name ?? threads.somebody(claimedBy.id))}</bdi>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
    {total > waiting.length ? <p class="small">{t.more(total - waiting.length)}</p> : null}
  </section>
);
