// `/privacy`: for everybody: what is kept, where, for how long, and how to have it deleted.

import { Scroll } from "../layout/scroll.tsx";
import type { Page } from "../page.ts";
import { privacy } from "../texts/privacy.ts";

const t = privacy.notice;

export const privacyNoticePage: Page = {
  name: "privacy-notice",
  path: "/privacy",
  who: "anybody",
  get: (_, app) => ({
    answer: "page",
    title: t.title,
    body: (
      <article class="card prose">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <Scroll label={t.table.caption}>
          <table>
            <caption>{t.table.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.table.what}</th>
                <th scope="col">{t.table.where}</th>
                <th scope="col">{t.table.howLong}</th>
              </tr>
            </thead>
            <tbody>
              {t.table.rows.map(([what, where, howLong]) => (
                <tr>
                  <th scope="row">{what}</th>
                  <td>{where}</td>
                  <td>{howLong}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        {[t.sees, t.gone, t.reach].map(({ title, text }) => (
          <>
            <h2>{title}</h2>
            <p>{text}</p>
          </>
        ))}
        <h2>{t.contact.title}</h2>
        {app.config.privacyContact === null ? (
          <p>{t.contact.unknown}</p>
        ) : (
          <p>
            {t.contact.text} <Contact text={app.config.privacyContact} />
          </p>
        )}
      </article>
    ),
  }),
};

/** An address becomes a link; anything else is a sentence. */
function Contact({ text }: { text: string }) {
  if (/^https:\/\/\S+$/.test(text)) return <a href={text}>{text}</a>;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return <a href={`mailto:${text}`}>{text}</a>;
  return <bdi>{text}</bdi>;
}
