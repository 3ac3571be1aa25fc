// Fields that several forms have, as they are read.

/** What `newThreadId` makes; a form carries one, so that it counts once however often it is sent. */
export const isFormId = (text: string): boolean => /^[a-z2-7]{20}$/.test(text);

/** Line breaks as everybody else writes them: browsers send two characters for one. `""`: there is no such field. */
export const textIn = (form: URLSearchParams, name = "text"): string => (form.get(name) ?? "").replaceAll("\r\n", "\n");
