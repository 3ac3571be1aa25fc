// Whether Modmail works in this server, what keeps it from it, and what is good to know.

import { adviceText, problemText } from "../../discord/views/setup-problems.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import type { SetupReport } from "../../domain/setup-report.ts";
import { DiscordWords } from "../layout/discord-words.tsx";
import { settings as t } from "../texts/settings.ts";

export function StatusCard({ report, facts }: { report: SetupReport; facts: SetupFacts }) {
  const { settings, problems, advice, botRole } = report;
  const isFine = problems.length === 0;
  const state = settings.enabled ? (isFine ? "works" : "broken") : isFine ? "ready" : "notReady";
  return (
    <section class={`card status ${state}`} aria-labelledby="status">
      <h2 id="status">{t.state[state].title}</h2>
      <p>{t.state[state].text}</p>
      {isFine ? null : (
        <ul>
          {problems.map((problem) => (
            <li>
              <DiscordWords text={problemText(problem, botRole)} facts={facts} />
            </li>
          ))}
        </ul>
      )}
      {advice.length === 0 ? null : (
        <details>
          <summary>
            {t.goodToKnow} ({advice.length})
          </summary>
          <ul>
            {advice.map((one) => (
              <li>
                <DiscordWords text={adviceText(one)} facts={facts} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
