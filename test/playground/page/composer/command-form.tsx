// A chosen command with its options as fields. Required ones are there at once, the others can be added.

import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePane } from "../data/pane-tools.ts";
import { Icon } from "../shell/icon.tsx";
import { OptionField } from "./option-field.tsx";
import { type OptionDraft, toInputs } from "./option-values.ts";
import type { Runnable } from "./runnable.ts";

export function CommandForm({ command, onClose }: { command: Runnable; onClose(): void }) {
  const pane = usePane();
  const required = command.options.filter((option) => option.required).map(({ name }) => name);
  const [shown, setShown] = useState(required);
  const [drafts, setDrafts] = useState<Record<string, OptionDraft>>({});
  const [problem, setProblem] = useState<{ name: string; text: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);

  // At first the first field takes the focus (without any the button to run), later the one that was added.
  const before = useRef(0);
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>(".option-field") ?? [])];
    const field = before.current === 0 ? fields[0] : fields.at(-1);
    const focusable = field?.querySelector<HTMLElement>("input, .dropdown-trigger");
    if (shown.length >= before.current) (focusable ?? form.current?.querySelector<HTMLElement>(".run"))?.focus();
    before.current = shown.length;
  }, [shown.length]);

  const run = async () => {
    const inputs = toInputs(command.options, drafts);
    if (!inputs.ok) return setProblem(inputs);
    onClose();
    const name = command.path;
    await pane.perform({ do: "command", channelId: pane.channelId, name, options: inputs.options }, inputs.files);
  };
  const set = (name: string, draft: OptionDraft | undefined) => {
    setProblem(null);
    setDrafts((before) => {
      const { [name]: _, ...others } = before;
      return draft === undefined ? others : { ...others, [name]: draft };
    });
  };
  const option = (name: string) => command.options.find((one) => one.name === name);
  const others = command.options.filter(({ name }) => !shown.includes(name));

  return (
    <form
      ref={form}
      class="command-form"
      aria-label={`Command /${command.path}`}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div class="command-line">
        <strong class="command-name">/{command.path}</strong>
        {shown
          .map(option)
          .filter((one): one is APIApplicationCommandBasicOption => one !== undefined)
          .map((one) => (
            <OptionField
              key={one.name}
              command={command}
              option={one}
              drafts={drafts}
              problem={problem?.name === one.name ? problem.text : null}
              onChange={(draft) => set(one.name, draft)}
              onRemove={
                one.required
                  ? null
                  : () => {
                      set(one.name, undefined);
                      setShown(shown.filter((name) => name !== one.name));
                    }
              }
            />
          ))}
      </div>
      <div class="command-end">
        <button type="button" class="icon-button" aria-label="Leave the command" title="Leave (Esc)" onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
        <button type="submit" class="icon-button run" aria-label={`Run /${command.path}`} title="Run (Enter)">
          <Icon name="send" size={20} />
        </button>
      </div>
      {others.length > 0 && (
        <div class="more-options">
          <span>Optional:</span>
          {others.map(({ name, description }) => (
            <button key={name} type="button" title={description} onClick={() => setShown([...shown, name])}>
              + {name}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
