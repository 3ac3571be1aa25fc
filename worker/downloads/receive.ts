// Door for browsers that open a signed link to a kept file. The link proves what may be read, until when; whether the
// message is still kept, D1 says. One catch, one log line a passage.

import type { App } from "../app.ts";
import { filesOf } from "../domain/extras.ts";
import { logFailure, logPassage, type Passage } from "../door.ts";
import { problemPage } from "./problem-page.ts";

type DownloadApp = Pick<App, "downloads" | "store" | "now" | "trace">;

export async function receiveDownload(request: Request, token: string, app: DownloadApp): Promise<Response> {
  const startedAt = app.now();
  const passage: Passage = { door: "downloads", name: "GET /files", outcome: "failed" };
  try {
    const response = await answer(request, token, app, passage);
    logPassage({ ...passage, outcome: String(response.status) }, startedAt, app.trace);
    return response;
  } catch (error) {
    logFailure(passage, error);
    return problemPage("failed", 500);
  }
}

async function answer(request: Request, token: string, app: DownloadApp, passage: Passage): Promise<Response> {
  const read = await app.downloads.readLink(token);
  if (read.link === "not-ours") return problemPage("notFound", 404);
  const { threadId, messageId, attachmentId } = read.file;
  passage.threadId = threadId;
  if (read.link === "expired") return problemPage("expired", 410);
  const message = await app.store.message(threadId, messageId);
  const attachment = message && filesOf(message).find(({ id }) => id === attachmentId);
  const response = attachment ? await app.downloads.serve(messageId, attachment, request.headers) : null;
  return response ?? problemPage("notFound", 404);
}
