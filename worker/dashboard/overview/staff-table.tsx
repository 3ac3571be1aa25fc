// How fast each member of staff answers and settles threads.

import type { StaffFigures } from "../../domain/figures.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { Scroll } from "../layout/scroll.tsx";
import { overview } from "../texts/overview.ts";
import { QuantileCells } from "./speed-by-day.tsx";

const t = overview.staff;

export const StaffTable = ({ staff }: { staff: readonly StaffFigures[] }) => (
  <section class="card" aria-labelledby="staff">
    <h3 id="staff">{t.title}</h3>
    {staff.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <>
        <Scroll label={t.title}>
          <table class="staff">
            <caption class="hidden">{t.title}</caption>
            <thead>
              <tr>
                <td />
                <th scope="colgroup" colSpan={3}>
                  {overview.total.firstReply}
                </th>
                <th scope="colgroup" colSpan={3}>
                  {overview.total.resolution}
                </th>
              </tr>
              <tr>
                <th scope="col">{t.who}</th>
                {[t.firstAnswers, t.median, t.p90, t.closed, t.median, t.p90].map((label) => (
                  <th scope="col" class="number">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {staff.map(({ id, name, firstReply, resolution }) => (
                <tr>
                  <th scope="row">
                    <bdi>{visibleName(name ?? t.somebody(id))}</bdi>
                  </th>
                  <QuantileCells quantiles={firstReply} />
                  <QuantileCells quantiles={resolution} />
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p class="small">{t.about}</p>
      </>
    )}
  </section>
);
