// One kind of times: the chart of its days, and the same figures as a table.

import { duration } from "../../discord/views/logs.ts";
import type { Quantiles } from "../../domain/figures.ts";
import { Scroll } from "../layout/scroll.tsx";
import { overview as t } from "../texts/overview.ts";
import { DayChart, type DayOfChart } from "./day-chart.tsx";

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

interface SpeedByDayProps {
  kind: "firstReply" | "resolution";
  days: readonly DayOfChart[];
}

export function SpeedByDay({ kind, days }: SpeedByDayProps) {
  const { title, about } = t.chart[kind];
  const known = days.filter(({ quantiles }) => quantiles !== null);
  return (
    <section class="card speed" aria-labelledby={`${kind}-heading`}>
      <h3 id={`${kind}-heading`}>{title}</h3>
      <p class="small">{about}</p>
      {known.length === 0 ? (
        <p>{t.chart.nothing}</p>
      ) : (
        <>
          <Scroll label={title} latest>
            <DayChart id={kind} title={title} description={t.chart.describe(days.length, about)} days={days} />
          </Scroll>
          <ul class="legend">
            <li>
              <svg class="key" viewBox="0 0 16 16" aria-hidden="true">
                <circle class="median" cx="8" cy="8" r="5" />
              </svg>
              {t.chart.legend.median}
            </li>
            <li>
              <svg class="key" viewBox="0 0 16 16" aria-hidden="true">
                <line class="spread" x1="8" x2="8" y1="15" y2="3" />
                <line class="spread" x1="4" x2="12" y1="3" y2="3" />
              </svg>
              {t.chart.legend.p90}
            </li>
          </ul>
          <details>
            <summary>{t.chart.table}</summary>
            <Scroll label={`${title}: ${t.chart.table}`}>
              <DayTable title={title} days={known.toReversed()} />
            </Scroll>
          </details>
        </>
      )}
    </section>
  );
}

const DayTable = ({ title, days }: { title: string; days: readonly DayOfChart[] }) => (
  <table>
    <caption class="hidden">{title}</caption>
    <thead>
      <tr>
        <th scope="col">{t.table.day}</th>
        <th scope="col" class="number">
          {t.table.threads}
        </th>
        <th scope="col" class="number">
          {t.table.median}
        </th>
        <th scope="col" class="number">
          {t.table.p90}
        </th>
      </tr>
    </thead>
    <tbody>
      {days.map(({ day, quantiles }) => (
        <tr>
          <th scope="row">{DATE.format(day)}</th>
          <QuantileCells quantiles={quantiles} />
        </tr>
      ))}
    </tbody>
  </table>
);

/** Three cells: how many, median, 90 %. */
export const QuantileCells = ({ quantiles }: { quantiles: Quantiles | null }) => (
  <>
    <td class="number">{quantiles?.count ?? t.table.empty}</td>
    <td class="number">{quantiles === null ? t.table.empty : duration(quantiles.median)}</td>
    <td class="number">{quantiles === null ? t.table.empty : duration(quantiles.p90)}</td>
  </>
);
