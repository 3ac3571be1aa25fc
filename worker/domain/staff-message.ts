// What a message that staff typed in a thread's channel means. Pure.

export type StaffMessageMeaning =
  /** For the user. `text` may be empty when only files were sent. */
  | { kind: "reply"; text: string }
  | { kind: "note" }
  /** Direct typing is on, but the content can't be read without the Message Content intent. */
  | { kind: "unreadable" };

/**
 * With the reply command on, `!r` and `!reply` (any case) go to the user and all else stays among staff. With it off,
 * everything goes to the user but what starts with `//`. `readable` is false when Discord hides the content.
 */
export function readStaffMessage(
  content: string,
  options: { replyCommand: boolean; readable: boolean; hasFiles: boolean },
): StaffMessageMeaning {
  const empty = content === "" && !options.hasFiles;
  if (options.replyCommand) {
    const command = content.match(/^!(?:reply|r)(?=\s|$)\s*([\s\S]*)$/i);
    return command ? { kind: "reply", text: command[1] ?? "" } : { kind: "note" };
  }
  if (empty && !options.readable) return { kind: "unreadable" };
  if (content.startsWith("//")) return { kind: "note" };
  return { kind: "reply", text: content };
}
