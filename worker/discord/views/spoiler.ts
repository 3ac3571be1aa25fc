// How Discord marks an attachment as a spoiler: by a flag, or by the older name prefix.

const IS_SPOILER = 8;
const PREFIX = "SPOILER_";

export const isSpoiler = (attachment: { filename: string; flags?: number | undefined }): boolean =>
  ((attachment.flags ?? 0) & IS_SPOILER) !== 0 || attachment.filename.startsWith(PREFIX);

/** The name under which an upload shows as a spoiler (or not). */
export const uploadName = (file: { name: string; spoiler: boolean }): string =>
  file.spoiler && !file.name.startsWith(PREFIX) ? `${PREFIX}${file.name}` : file.name;
