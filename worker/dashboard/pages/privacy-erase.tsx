// `/dashboard/:guild/privacy/erase`: the second question before a person's data is erased, and the erasing.

import { isSnowflake } from "../../domain/message.ts";
import { askErasure, receiptGiven } from "../../threads/erase-user.ts";
import { visibleName } from "../../transcripts/page/visible-text.ts";
import { isFormId } from "../form-fields.ts";
import { AskAgain } from "../layout/ask-again.tsx";
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
    if (!isSnowflake(userId) || !isFormId(id)) return { answer: "not-found" };
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
  const { guilds } = await app.store.kept(userId, guild.id);
  const knownAs = guilds.map(({ profile }) =>
    t.knownAs(visibleName(profile.displayName), visibleName(profile.username)),
  );
  return {
    answer: "page",
    title: t.title,
    ...(error === undefined ? {} : { status: 422 }),
    body: (
      <AskAgain
        csrf={csrf}
        action={erasePath(guild.id, userId)}
        // The same form sent twice is one erasure.
        hidden={{ id: app.newThreadId(), user: userId }}
        title={t.title}
        lead={[...knownAs, t.lead(guild.name, userId)]}
        what={t.what}
        stays={t.stays}
        field={{ name: "again", label: t.label, maxLength: 20, error }}
        yes={t.yes}
        no={{ label: t.no, href: `${privacyPath(guild.id)}?user=${userId}` }}
      />
    ),
  };
}
