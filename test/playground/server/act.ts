// What a person does on the page, done in the fake Discord. Whether they may is the fake's to say: it throws a sentence.

import type { InteractionResult, OpenModal, OptionValue, Person, Upload } from "../../fake-discord/api.ts";
import type { Action, ActionAnswer, OptionInput } from "../wire.ts";

/** What the playground keeps of interactions, by their ids. */
export interface Memory {
  /** Modals that are open on some page: a page can only submit what it was shown. */
  modals: Map<string, { personId: string; modal: OpenModal }>;
  /** "modmail setup": messages say who used a command, but not which. */
  commands: Map<string, string>;
}

export async function act(person: Person, action: Action, files: Upload[], memory: Memory): Promise<ActionAnswer> {
  const file = (index: number): Upload => {
    const found = files[index];
    if (!found) throw new Error(`File ${index + 1} is missing from the upload.`);
    return found;
  };
  const options = (given: Record<string, OptionInput>): Record<string, OptionValue> =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === "object" ? file(value.file) : value]),
    );

  switch (action.do) {
    case "send":
      person.send(action.channelId, action.content, {
        files,
        ...(action.stickers === undefined ? {} : { stickers: action.stickers }),
        ...(action.poll === undefined ? {} : { poll: action.poll }),
        ...(action.replyTo === undefined ? {} : { replyTo: action.replyTo }),
      });
      return { kind: "done" };
    case "voice":
      person.sendVoice(action.channelId, action.replyTo === undefined ? {} : { replyTo: action.replyTo });
      return { kind: "done" };
    case "forward":
      person.forward(action.channelId, action.messageId, action.to);
      return { kind: "done" };
    case "vote":
      person.vote(action.channelId, action.messageId, action.answers);
      return { kind: "done" };
    case "type":
      person.startTyping(action.channelId);
      return { kind: "done" };
    case "edit":
      person.edit(action.channelId, action.messageId, action.content);
      return { kind: "done" };
    case "delete":
      person.delete(action.channelId, action.messageId);
      return { kind: "done" };
    case "react":
      person.react(action.channelId, action.messageId, action.emoji);
      return { kind: "done" };
    case "unreact":
      person.unreact(action.channelId, action.messageId, action.emoji);
      return { kind: "done" };
    case "click":
      return shown(person, await person.click(action.channelId, action.messageId, action.button), memory);
    case "select":
      return shown(
        person,
        await person.select(action.channelId, action.messageId, action.customId, action.values),
        memory,
      );
    case "command": {
      const result = await person.command(action.channelId, action.name, options(action.options));
      memory.commands.set(result.interactionId, action.name);
      return shown(person, result, memory);
    }
    case "menu": {
      const result = await person.menu(action.channelId, action.name, action.targetId);
      memory.commands.set(result.interactionId, action.name);
      return shown(person, result, memory);
    }
    case "autocomplete":
      return {
        kind: "choices",
        choices: await person.autocomplete(action.channelId, action.name, options(action.options), action.focused),
      };
    case "submit": {
      const open = memory.modals.get(action.interactionId);
      if (!open || open.personId !== person.id) throw new Error("This form is no longer open.");
      const values = Object.entries(action.values).map(([name, value]): [string, string | string[] | Upload[]] => [
        name,
        typeof value === "object" && "files" in value ? value.files.map(file) : value,
      ]);
      const answer = shown(person, await person.submit(open.modal, Object.fromEntries(values)), memory);
      // As in Discord, a form whose submission failed stays open with what was written.
      if (answer.kind !== "failed") memory.modals.delete(action.interactionId);
      return answer;
    }
  }
}

function shown(person: Person, result: InteractionResult, memory: Memory): ActionAnswer {
  if (result.outcome === "failed") return { kind: "failed", reason: result.reason ?? "" };
  if (result.outcome !== "modal" || !result.modal) return { kind: "done" };
  memory.modals.set(result.interactionId, { personId: person.id, modal: result.modal });
  return { kind: "modal", modal: { interactionId: result.interactionId, data: result.modal.data } };
}
