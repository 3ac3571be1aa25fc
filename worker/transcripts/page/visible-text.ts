// Text of strangers, made fit for a page: characters that HTML forbids or that turn the reading order around.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it removes.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** For a message: writing from right to left stays possible, and each message is isolated from the others anyway. */
export const visibleText = (text: string): string => text.replace(UNPRINTABLE, "\ufffd");

/** For a name: `gpj.exe` must not read `exe.jpg`, so marks that reorder letters are shown as what they are. */
export const visibleName = (name: string): string =>
  visibleText(name)
    .replace(/[\r\n\t]/g, " ")
    .replace(REORDERING, "\ufffd");
