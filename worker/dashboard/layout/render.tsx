// Pages as responses: in the dashboard's frame, or alone when nobody is known.

import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Session } from "../../domain/session.ts";
import { splitSlots } from "../../transcripts/page/slot.tsx";
import type { DashboardApp, Tab } from "../page.ts";
import { common } from "../texts/common.ts";
import { Frame } from "./frame.tsx";
import { GuildHeader } from "./guild-header.tsx";
import { Sidebar, type WorkspaceLink } from "./sidebar.tsx";
import { streamOf } from "./stream.ts";

export interface PageParts {
  title: string;
  body: ComponentChild;
  status?: number;
  /** Who is signed in, with what the sidebar shows. */
  signedIn?: { session: Session; csrf: string; others: readonly WorkspaceLink[] };
  guild?: { here: WorkspaceLink; tabs: readonly Tab[] };
  /** For the body's slot. `log` hears when it breaks off: by then the response is on its way. */
  stream?: { pieces: AsyncGenerator<string>; log: DashboardApp["log"] };
}

export function renderPage({ title, body, status = 200, signedIn, guild, stream }: PageParts): Response {
  const sidebar = signedIn ? <Sidebar {...signedIn} here={guild?.here ?? null} /> : undefined;
  const markup = renderToString(
    <Frame title={guild ? `${title} · ${guild.here.name}` : title} sidebar={sidebar}>
      {guild ? <GuildHeader name={guild.here.name} tabs={guild.tabs} /> : null}
      {body}
    </Frame>,
  );
  const page = `<!doctype html>${markup}`;
  const content =
    stream === undefined ? page : streamOf(framed(page, stream.pieces), { log: stream.log, brokeOff: BROKE_OFF });
  return new Response(content, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

const BROKE_OFF = renderToString(
  <p role="alert">
    <strong>{common.brokeOff}</strong>
  </p>,
);

/** The page with the stream's pieces in its slot. */
async function* framed(page: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  const [before = "", , after = ""] = splitSlots(page);
  yield before;
  yield* pieces;
  yield after;
}

type Problem = "notFound" | "notAllowed" | "signedOut" | "foreignForm" | "tooLarge" | "later" | "failed";

/** A page that says no, and where to go from there. */
export function renderProblem(problem: Problem, status: number): Response {
  const { title, text } = common[problem];
  return renderPage({
    title,
    status,
    body: (
      <section class="card problem">
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a class="button" href="/dashboard">
            {problem === "signedOut" ? common.signInAgain : common.back}
          </a>
        </p>
      </section>
    ),
  });
}
