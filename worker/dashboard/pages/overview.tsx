// `/dashboard/:guild/overview`: who waits now, and how fast staff answered and settled threads in a span of time.

import type { ComponentChild } from "preact";
import { duration } from "../../discord/views/logs.ts";
import { type Figures, figuresOf, firstDay, type Quantiles } from "../../domain/figures.ts";
import type { Overview } from "../../threads/ports.ts";
import { SpeedByDay } from "../overview/speed-by-day.tsx";
import { StaffTable } from "../overview/staff-table.tsx";
import { WaitingList } from "../overview/waiting-list.tsx";
import type { Page } from "../page.ts";
import { overview as t } from "../texts/overview.ts";

const SPANS = [7, 30, 90] as const;
/** Of opened and of closed threads each: more than that changes no median that anybody would notice. */
const MOST_THREADS = 5000;

export const overviewPage: Page = {
  name: "overview",
  path: "/dashboard/:guild/overview",
  who: "staff",
  tab: t.tab,
  async get({ guild, access, url }, app) {
    const asked = Number(url.searchParams.get("days"));
    const days = SPANS.find((span) => span === asked) ?? 30;
    const now = app.now();
    const from = firstDay(days, now);
    const found = await app.store.overview(guild.id, from, MOST_THREADS, access === "admin");
    const names = new Map(found.closers.map(({ id, name }) => [id, name]));
    const figures = figuresOf(found.opened, found.closed, { from, now }, names);
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          <Now {...found} />
          <WaitingList guildId={guild.id} waiting={found.longest} total={found.waiting} now={now} />
          <h2 class="speeds">{t.span.title}</h2>
          <Spans guildId={guild.id} days={days} />
          <Speeds figures={figures} days={days} />
        </>
      ),
    };
  },
};

const Now = ({ open, unclaimed, waiting }: Overview) => (
  <section aria-labelledby="now">
    <h2 id="now" class="hidden">
      {t.now.title}
    </h2>
    <dl class="tiles">
      <Tile label={t.now.open} value={String(open)} more={`${unclaimed} ${t.now.unclaimed}`} />
      <Tile label={t.now.waiting} value={String(waiting)} />
    </dl>
  </section>
);

const Tile = ({ label, value, more }: { label: string; value: string; more?: string }) => (
  <div class="card tile">
    <dt>{label}</dt>
    <dd>
      {value}
      {more === undefined ? null : <span class="small">{more}</span>}
    </dd>
  </div>
);

const Spans = ({ guildId, days }: { guildId: string; days: number }) => (
  <nav class="spans" aria-label={t.span.label}>
    <ul>
      {SPANS.map((span) => (
        <li>
          <a href={`/dashboard/${guildId}/overview?days=${span}`} aria-current={span === days ? "true" : undefined}>
            {t.span.days(span)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

function Speeds({ figures, days }: { figures: Figures; days: number }): ComponentChild {
  const { opened, closed, firstReply, resolution } = figures;
  if (opened + closed === 0) return <p>{t.span.none(days)}</p>;
  const isCut = opened >= MOST_THREADS || closed >= MOST_THREADS;
  return (
    <>
      {isCut ? <p class="small">{t.span.cut(MOST_THREADS)}</p> : null}
      <dl class="tiles">
        <Tile label={t.total.opened} value={opened.toLocaleString("en")} />
        <Tile label={t.total.closed} value={closed.toLocaleString("en")} />
        <SpeedTile label={t.total.firstReply} quantiles={firstReply} />
        <SpeedTile label={t.total.resolution} quantiles={resolution} />
      </dl>
      <SpeedByDay kind="firstReply" days={figures.days.map((day) => ({ ...day, quantiles: day.firstReply }))} />
      <SpeedByDay kind="resolution" days={figures.days.map((day) => ({ ...day, quantiles: day.resolution }))} />
      <StaffTable staff={figures.staff} />
    </>
  );
}

const SpeedTile = ({ label, quantiles }: { label: string; quantiles: Quantiles | null }) =>
  quantiles === null ? (
    <Tile label={label} value="–" more={t.total.none} />
  ) : (
    <Tile
      label={`${label} (${t.total.median})`}
      value={duration(quantiles.median)}
      more={t.total.p90(duration(quantiles.p90))}
    />
  );
