// Files as a message request carries them (Discord: reference#uploading-files).

import type { File } from "../threads/ports.ts";
import { uploadName } from "./views/spoiler.ts";

/** To be spread into a message's body; nothing when there are no files. */
export function uploads(files: readonly File[]) {
  if (files.length === 0) return {};
  return {
    files: files.map((file) => ({
      name: uploadName(file),
      data: file.bytes,
      ...(file.contentType === null ? {} : { contentType: file.contentType }),
    })),
    attachments: files.map((file, id) => ({
      id: String(id),
      filename: uploadName(file),
      ...(file.description === null ? {} : { description: file.description }),
    })),
  };
}
