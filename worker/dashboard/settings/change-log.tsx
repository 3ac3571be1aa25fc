// The log of settings: who changed what, when, from what to what.

import type { LoggedChange } from "../../domain/settings-log.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import { Moment } from "../layout/moment.tsx";
import { settings as t } from "../texts/settings.ts";
import { Value } from "./value.tsx";

/** In the order in which they come. */
export const ChangeLog = ({ changes, facts }: { changes: readonly LoggedChange[]; facts: SetupFacts }) => (
  <ol class="log">
    {changes.map(({ at, by, field, from, to }) => (
      <li>
        <p class="what">
          <strong>{t.field[field]?.label ?? field}</strong>{" "}
          <span class="from">
            <span class="hidden">{t.log.from}</span> <Value setting={field} value={from} facts={facts} />
          </span>{" "}
          <span aria-hidden="true">→</span> <span class="hidden">{t.log.to}</span>{" "}
          <span class="to">
            <Value setting={field} value={to} facts={facts} />
          </span>
        </p>
        <p class="small">
          <bdi>{by.name}</bdi> {t.log.via[by.via]}, <Moment at={at} />
        </p>
      </li>
    ))}
  </ol>
);
