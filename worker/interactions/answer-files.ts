// The files that an answer in a thread's channel shows: those of the message that it is about.

import type { App } from "../app.ts";
import type { Message } from "../domain/message.ts";
import { filesToSend } from "../threads/files.ts";
import type { File } from "../threads/ports.ts";
import type { Asked } from "./feature.ts";

/** As many as Discord takes in one answer; the others are in the transcript only. */
export async function filesForAnswer(asked: Asked, app: Pick<App, "files">, message: Message): Promise<File[]> {
  const { shown } = await filesToSend(app.files, message);
  return shown.filter(({ bytes }) => bytes.byteLength <= asked.fileLimit);
}
