// The form in which an admin writes a snippet: a new one, or one that there is.

import { refusalText } from "../../discord/views/refusals.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { SNIPPET_FILES, SNIPPET_NAME_LIMIT, SNIPPET_TEXT_LIMIT } from "../../domain/snippet.ts";
import { visibleText } from "../../transcripts/page/visible-text.ts";
import { Csrf } from "../layout/csrf.tsx";
import { DiscordWords } from "../layout/discord-words.tsx";
import { Notice } from "../layout/notice.tsx";
import type { LocalPath } from "../page.ts";
import { UPLOAD_BYTES } from "../read-form.ts";
import { snippets } from "../texts/snippets.ts";

const t = snippets.form;

interface SnippetFormProps {
  csrf: string;
  action: LocalPath;
  cancel: LocalPath;
  /** The change's id: the same form sent twice is one change. */
  id: string;
  /** null: one that there is, whose name stays. */
  name: string | null;
  title: string;
  text: string;
  /** Of one that there is: what its admin has seen, and whether it has files. */
  version?: string;
  hasFiles?: boolean;
  refusal?: Refusal;
  /** What somebody else made of it meanwhile. */
  meanwhile?: string;
}

export const SnippetForm = (props: SnippetFormProps) => (
  <form class="card" method="post" action={props.action} enctype="multipart/form-data">
    <Csrf token={props.csrf} />
    <input type="hidden" name="id" value={props.id} />
    {props.version === undefined ? null : <input type="hidden" name="version" value={props.version} />}
    <h2>{props.title}</h2>
    {props.refusal === undefined ? null : (
      <Notice tone="bad">
        <h3>{t.notSaved}</h3>
        <p>
          <DiscordWords text={refusalText(props.refusal)} />
        </p>
        {props.meanwhile === undefined ? null : (
          <>
            <p>{t.meanwhile}</p>
            <p class="quoted" dir="auto">
              {visibleText(props.meanwhile)}
            </p>
          </>
        )}
      </Notice>
    )}
    {props.name === null ? null : (
      <div class="field">
        <label for="name">{t.name}</label>
        <input
          type="text"
          id="name"
          name="name"
          value={props.name}
          required
          maxLength={SNIPPET_NAME_LIMIT}
          autocomplete="off"
          autocapitalize="none"
          aria-describedby="name-hint"
        />
        <p class="hint" id="name-hint">
          {t.nameHint}
        </p>
      </div>
    )}
    <div class="field">
      <label for="text">{t.text}</label>
      <textarea id="text" name="text" rows={8} maxLength={SNIPPET_TEXT_LIMIT} aria-describedby="text-hint">
        {props.text}
      </textarea>
      <p class="hint" id="text-hint">
        {t.textHint}
      </p>
    </div>
    {props.hasFiles ? (
      <div class="field">
        <label class="option">
          <input type="checkbox" name="files" value="off" /> {t.takeOff}
        </label>
      </div>
    ) : null}
    <div class="field">
      <label for="uploads">{props.hasFiles ? t.otherFiles : t.files}</label>
      <input type="file" id="uploads" name="uploads" multiple aria-describedby="uploads-hint" />
      <p class="hint" id="uploads-hint">
        {t.filesHint(SNIPPET_FILES, UPLOAD_BYTES / 1_048_576)}
      </p>
    </div>
    <p class="actions">
      <button type="submit" class="primary">
        {t.save}
      </button>
      <a class="button" href={props.cancel}>
        {t.cancel}
      </a>
    </p>
  </form>
);
