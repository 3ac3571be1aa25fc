// A form that an interaction opened, over its pane only: the other person can go on meanwhile. Escape closes it.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { ShownModal } from "../../wire.ts";
import { usePane } from "../data/pane-tools.ts";
import { Icon } from "../shell/icon.tsx";
import { type FieldDraft, fieldsOf, problemOf, toValues } from "./modal-fields.ts";
import { ModalPart } from "./modal-part.tsx";

export function Modal({ modal, onClose }: { modal: ShownModal; onClose(): void }) {
  const pane = usePane();
  const { title, components } = modal.data;
  const fields = fieldsOf(components);
  const [drafts, setDrafts] = useState<Record<string, FieldDraft>>(
    Object.fromEntries(fields.map(({ id, initial }) => [id, initial])),
  );
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const titleId = useId();

  useEffect(() => {
    form.current?.querySelector<HTMLElement>(".modal-body :is(input, textarea, .dropdown-trigger)")?.focus();
  }, []);

  const submit = async () => {
    const wrong = Object.fromEntries(
      fields.flatMap((field) => {
        const problem = problemOf(field, drafts[field.id]);
        return problem ? [[field.id, problem]] : [];
      }),
    );
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) return;
    const { values, files } = toValues(drafts);
    setBusy(true);
    setFailure(null);
    try {
      const answer = await pane.ask({ do: "submit", interactionId: modal.interactionId, values }, files);
      if (answer.kind !== "failed") return onClose();
      setFailure(`Something went wrong. Try again. ${answer.reason}`);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };

  return (
    <div class="modal-backdrop">
      <div class="modal-frame" role="dialog" aria-modal="true" aria-labelledby={titleId}>
        <form
          ref={form}
          class="modal"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void submit();
          }}
          onKeyDown={(event) => event.key === "Escape" && onClose()}
        >
          <header class="modal-head">
            <h2 id={titleId}>{title}</h2>
            <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
          <div class="modal-body scroller">
            {components.map((component, index) => (
              <ModalPart
                key={index}
                component={component}
                drafts={drafts}
                problems={problems}
                onChange={(id, draft) => setDrafts((before) => ({ ...before, [id]: draft }))}
              />
            ))}
            {failure && (
              <p class="problem" role="alert">
                {failure}
              </p>
            )}
          </div>
          <footer class="modal-foot">
            <button type="button" class="button plain" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" class="button primary" aria-busy={busy}>
              {busy && <span class="dots" />}
              <span class={busy ? "button-face hidden" : "button-face"}>Submit</span>
            </button>
          </footer>
        </form>
      </div>
    </div>
  );
}
