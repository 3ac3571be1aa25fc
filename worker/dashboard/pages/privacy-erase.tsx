// `/dashboard/:guild/privacy/erase`: the second question before a person's data is erased, and the erasing.

import { isSnowflake } from "../../domain/message.ts";
import { askErasure, receiptGiven } from "../../threads/erase-user.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { Csrf } from "../layout/csrf.tsx";
import type { Answer, DashboardApp, GuildVisit, Page } from "../page.ts";
import { erasedPath, erasePath, privacyPath } from "../privacy/paths.ts";
import { privacy } from "../texts/privacy.ts";

const t = privacy.confirm;

export const privacyErasePage: Page = {
  name: "privacy-erase",
  path: "/dashboard/:guild/privacy/erase",
  who: "admin",
  get: (visit, app) => ask(visit, app, visit.url.searchParams.get("user") ?? ""),

  async post(visit, app) {
    const { guild, session, form } = visit;
    const userId = form.get("user") ?? "";
    const id = form.get("id") ?? "";
    if (!isSnowflake(userId) || !/^[a-z2-7]{20}$/.test(id)) return { answer: "not-found" };
    if (form.get("again")?.trim() !== userId) return ask(visit, app, userId, t.wrong);
    const by = { id: session.id, name: session.name };
    const { went } = await askErasure(app, { id, userId, guildId: guild.id, by, dmChannelId: null });
    // The page that is shown now is the receipt.
    if (went !== null) await receiptGiven(app, id);
    return { answer: "redirect", to: erasedPath(guild.id, id) };
  },
};

async function ask({ guild, csrf }: GuildVisit, app: DashboardApp, userId: string, error?: string): Promise<Answer> {
  if (!isSnowflake(userId)) return { answer: "not-found" };
  const [kept] = (await app.store.kept(userId, guild.id)).guilds;
  return {
    answer: "page",
    title: t.title,
    ...(error === undefined ? {} : { status: 422 }),
    body: (
      <form class="card" method="post" action={erasePath(guild.id, userId)}>
        <Csrf token={csrf} />
        {/* The same form sent twice is one erasure. */}
        <input type="hidden" name="id" value={app.newThreadId()} />
        <input type="hidden" name="user" value={userId} />
        <h2>{t.title}</h2>
        {kept === undefined ? null : (
          <p>
            <bdi>{t.knownAs(visibleName(kept.profile.displayName), visibleName(kept.profile.username))}</bdi>
          </p>
        )}
        <p>{t.lead(guild.name, userId)}</p>
        <ul>
          {t.what.map((what) => (
            <li>{what}</li>
          ))}
        </ul>
        <p>{t.stays}</p>
        <div class="field">
          <label for="again">{t.label}</label>
          <input
            type="text"
            inputMode="numeric"
            id="again"
            name="again"
            required
            maxLength={20}
            autocomplete="off"
            {...(error === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": "again-error" })}
          />
          {error === undefined ? null : (
            <p class="error" id="again-error">
              {error}
            </p>
          )}
        </div>
        <p class="actions">
          <button type="submit" class="danger">
            {t.yes}
          </button>
          <a class="button" href={`${privacyPath(guild.id)}?user=${userId}`}>
            {t.no}
          </a>
        </p>
      </form>
    ),
  };
}
