// `/dashboard/:guild/privacy`: how long the server keeps threads, one person's data, and what admins had erased.

import type { ComponentChild } from "preact";
import { isSnowflake } from "../../domain/message.ts";
import type { KeptOfPerson, PastErasure } from "../../threads/ports.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { Moment } from "../layout/moment.tsx";
import { Notice } from "../layout/notice.tsx";
import type { Page } from "../page.ts";
import { erasePath, privacyDataPath, privacyPath } from "../privacy/paths.ts";
import { WentList } from "../privacy/went-list.tsx";
import { privacy as t } from "../texts/privacy.ts";

const SHOWN = 25;

export const privacyPage: Page = {
  name: "privacy",
  path: "/dashboard/:guild/privacy",
  who: "admin",
  tab: t.tab,
  async get({ guild, settings, url }, app) {
    const userId = url.searchParams.get("user")?.trim() ?? "";
    const erasedId = url.searchParams.get("erased");
    const [kept, past] = await Promise.all([
      isSnowflake(userId) ? app.store.kept(userId, guild.id) : null,
      app.store.erasuresIn(guild.id, SHOWN),
    ]);
    const erased = past.find(({ id }) => id === erasedId);
    const days = settings?.retentionDays ?? null;
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          {erased === undefined ? null : <Receipt erasure={erased} />}
          <section class="card" aria-labelledby="keeping">
            <h2 id="keeping">{t.keeping.title}</h2>
            <p>{days === null ? t.keeping.forGood(guild.name) : t.keeping.forDays(guild.name, days)}</p>
            <p>
              <a href={`/dashboard/${guild.id}/settings/configure#retentionDays`}>{t.keeping.change}</a>
            </p>
          </section>
          <section class="card" aria-labelledby="person">
            <h2 id="person">{t.person.title}</h2>
            <p>{t.person.lead}</p>
            <LookUp guildId={guild.id} userId={userId} />
            {kept === null ? null : <Person guildId={guild.id} userId={userId} kept={kept} />}
          </section>
          <section class="card" aria-labelledby="past">
            <h2 id="past">{t.past.title}</h2>
            {past.length === 0 ? <p class="small">{t.past.none}</p> : <Past erasures={past} />}
          </section>
        </>
      ),
    };
  },
};

function LookUp({ guildId, userId }: { guildId: string; userId: string }) {
  const isWrong = userId !== "" && !isSnowflake(userId);
  return (
    <form method="get" action={privacyPath(guildId)} class="look-up">
      <label for="user">{t.person.label}</label>
      <input
        type="text"
        inputMode="numeric"
        id="user"
        name="user"
        value={userId}
        required
        maxLength={20}
        autocomplete="off"
        aria-describedby={isWrong ? "user-hint user-error" : "user-hint"}
        {...(isWrong ? { "aria-invalid": "true" as const } : {})}
      />
      <p class="hint" id="user-hint">
        {t.person.hint}
      </p>
      {isWrong ? (
        <p class="error" id="user-error">
          {t.person.notAnId}
        </p>
      ) : null}
      <p class="actions">
        <button type="submit">{t.person.look}</button>
      </p>
    </form>
  );
}

function Person({ guildId, userId, kept }: { guildId: string; userId: string; kept: KeptOfPerson }): ComponentChild {
  const [here] = kept.guilds;
  return (
    <section class="person" aria-labelledby="found">
      <h3 id="found">{t.person.found(userId)}</h3>
      {here === undefined ? (
        <p>{t.person.nothing(userId)}</p>
      ) : (
        <>
          <dl class="values">
            <div>
              <dt>{t.person.knownAs}</dt>
              <dd>
                <bdi>
                  {visibleName(here.profile.displayName)} (@{visibleName(here.profile.username)})
                </bdi>
              </dd>
            </div>
            <div>
              <dt>{t.person.keeps}</dt>
              <dd>{t.person.threads(here.threads, here.openThreads)}</dd>
            </div>
            <div>
              <dt>{t.person.said}</dt>
              <dd>{t.person.messages(here.messages, here.files)}</dd>
            </div>
            <div>
              <dt>{t.person.since}</dt>
              <dd>
                <Moment at={here.firstAt} />
              </dd>
            </div>
          </dl>
          <p class="small" id="download-hint">
            {t.person.downloadHint}
          </p>
        </>
      )}
      <p class="actions">
        {here === undefined ? null : (
          <a class="button" href={privacyDataPath(guildId, userId)} aria-describedby="download-hint">
            {t.person.download}
          </a>
        )}
        <a class="button danger" href={erasePath(guildId, userId)}>
          {t.person.erase}
        </a>
      </p>
    </section>
  );
}

const Receipt = ({ erasure }: { erasure: PastErasure }) => (
  <Notice tone={erasure.doneAt === null ? "plain" : "good"}>
    {erasure.doneAt === null ? (
      <p>{t.receipt.goesOn}</p>
    ) : (
      <>
        <h3>{t.receipt.title}</h3>
        <WentList went={erasure.went} />
      </>
    )}
  </Notice>
);

const Past = ({ erasures }: { erasures: readonly PastErasure[] }) => (
  <>
    <p class="small">{t.past.stays}</p>
    <ol class="log">
      {erasures.map(({ askedAt, by, doneAt, went }) => (
        <li>
          {doneAt === null ? <p>{t.past.running}</p> : <WentList went={went} />}
          <p class="small">
            <bdi>{by?.name}</bdi>, <Moment at={askedAt} />
          </p>
        </li>
      ))}
    </ol>
  </>
);
