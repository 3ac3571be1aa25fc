// Times by day, drawn on the server: a dot at each day's median, a line from there up to what nine of ten didn't exceed.
// Whoever can't see it has the same figures in the table below it.

import type { ComponentChild } from "preact";
import type { Quantiles } from "../../domain/figures.ts";
import { scaleFor } from "./scale.ts";

export interface DayOfChart {
  /** Its beginning, in UTC. */
  day: number;
  quantiles: Quantiles | null;
}

interface DayChartProps {
  id: string;
  title: string;
  description: string;
  days: readonly DayOfChart[];
}

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 10;
/** Room for the marks: beside the latest days, which a small screen shows first. */
const RIGHT = 62;
const TOP = 12;
const BOTTOM = 30;

/** Every so many days have a label. */
const LABELS = 7;
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

export function DayChart({ id, title, description, days }: DayChartProps): ComponentChild {
  const times = days.flatMap(({ quantiles }) => (quantiles === null ? [] : [quantiles.median, quantiles.p90]));
  const { marks, place } = scaleFor(times);
  const step = (WIDTH - LEFT - RIGHT) / days.length;
  const x = (index: number) => round(LEFT + (index + 0.5) * step);
  const y = (share: number) => round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
  const dot = round(Math.min(5, Math.max(2.2, step / 4)));
  const labelled = Math.ceil(days.length / LABELS);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-description`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {marks.map(({ at, label }) => (
        <>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(at)} y2={y(at)} />
          <text class="mark" x={WIDTH - RIGHT + 10} y={y(at) + 4}>
            {label}
          </text>
        </>
      ))}
      {days.map(({ day }, index) =>
        // Counted from today: the last day has its label.
        (days.length - 1 - index) % labelled === 0 ? (
          <text class="mark" x={x(index)} y={HEIGHT - 8} text-anchor="middle">
            {DATE.format(day)}
          </text>
        ) : null,
      )}
      {days.map(({ quantiles }, index) => {
        if (quantiles === null) return null;
        const [median, p90] = [y(place(quantiles.median)), y(place(quantiles.p90))];
        return (
          <>
            <line class="spread" x1={x(index)} x2={x(index)} y1={median} y2={p90} />
            <line class="spread" x1={x(index) - dot} x2={x(index) + dot} y1={p90} y2={p90} />
            <circle class="median" cx={x(index)} cy={median} r={dot} />
          </>
        );
      })}
    </svg>
  );
}

const round = (number: number): number => Math.round(number * 10) / 10;
