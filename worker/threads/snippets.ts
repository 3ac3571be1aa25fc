// Snippets: admins make, change and remove them, staff send them. A sent one is an ordinary reply, kept and sent once.

import type { Access } from "../domain/access.ts";
import { isAnonymous } from "../domain/anonymous.ts";
import type { Attachment, Author } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import {
  expandSnippet,
  readSnippetText,
  SNIPPET_FILES,
  SNIPPETS_PER_SERVER,
  type SnippetBody,
} from "../domain/snippet.ts";
import { mayAnswer } from "../domain/thread.ts";
import { fitOneMessage } from "./files.ts";
import type { Ports, ThreadInGuild, Upload } from "./ports.ts";
import { type ReplyDraft, reply, type TellRefusal } from "./reply.ts";

type Needs = Pick<Ports, "store" | "files" | "now">;

interface Wish {
  /** The interaction's id. */
  id: string;
  guildId: string;
  name: string;
  by: Pick<Author, "id" | "name">;
}

/** In Discord they are links to what somebody sent there, on the web what their browser sent. */
type GivenFile = Attachment | Upload;

export async function addSnippet(
  ports: Needs,
  wish: Wish,
  given: { text: string; files: readonly GivenFile[] },
): Promise<Result<void, Refusal>> {
  const to = await bodyOf(ports, wish.id, given.text, given.files);
  return to.ok ? change(ports, wish, null, to.value, { reason: "snippet-exists", name: wish.name }) : to;
}

/** What isn't given stays as it is. `version` is what the person saw; without it, whatever is there is changed. */
export async function editSnippet(
  ports: Needs,
  wish: Wish,
  given: { text?: string; files?: readonly GivenFile[]; version?: string },
): Promise<Result<void, Refusal>> {
  const { name } = wish;
  const known = await ports.store.snippet(wish.guildId, name);
  if (known === null) return no({ reason: "no-snippet", name });
  const text = given.text ?? known.text;
  const to =
    given.files === undefined
      ? keeping(known, readSnippetText(text, known.attachments.length))
      : await bodyOf(ports, wish.id, text, given.files);
  return to.ok
    ? change(ports, wish, given.version ?? known.version, to.value, { reason: "snippet-changed", name })
    : to;
}

export async function removeSnippet(ports: Needs, wish: Wish): Promise<Result<void, Refusal>> {
  const { name } = wish;
  const known = await ports.store.snippet(wish.guildId, name);
  if (known === null) return no({ reason: "no-snippet", name });
  return change(ports, wish, known.version, null, { reason: "snippet-changed", name });
}

/** How far back an earlier text can be brought back. */
const RESTORABLE = 100;

/** Makes what a change led to the text again, with its files; a snippet that was removed comes back. */
export async function restoreSnippet(ports: Needs, wish: Wish, changeId: string): Promise<Result<void, Refusal>> {
  const { guildId, name } = wish;
  const [known, changes] = await Promise.all([
    ports.store.snippet(guildId, name),
    ports.store.snippetChanges(guildId, name, RESTORABLE),
  ]);
  const earlier = changes.find(({ id }) => id === changeId)?.to;
  if (!earlier) return no({ reason: "no-snippet", name });
  return change(ports, wish, known?.version ?? null, earlier, { reason: "snippet-changed", name });
}

/** Into the thread, as `draft`'s author. `words` is what followed the name; the draft's own files go with it. */
export async function sendSnippet(
  ports: Parameters<typeof reply>[0],
  inGuild: ThreadInGuild,
  access: Access,
  { name, words }: { name: string; words: string },
  draft: Omit<ReplyDraft, "content">,
  tell: TellRefusal = async () => {},
): ReturnType<typeof reply> {
  const refuse = async (refusal: Refusal) => {
    await tell(refusal);
    return no(refusal);
  };
  const { thread, settings } = inGuild;
  const allowed = mayAnswer(thread, { id: draft.author.id, access });
  if (!allowed.ok) return refuse(allowed.error);
  const snippet = await ports.store.snippet(settings.guildId, name);
  if (snippet === null) return refuse({ reason: "no-snippet", name });
  const anonymous = isAnonymous(settings.anonymous, draft.anonymous);
  if (!anonymous.ok) return refuse(anonymous.error);
  const { guildName: server } = settings;
  const staff = anonymous.value ? server : draft.author.name;
  const facts = { user: thread.profile.displayName, staff, server };
  const content = expandSnippet(snippet, words, facts);
  if (!content.ok) return refuse(content.error);
  for (const attachment of snippet.attachments) await ports.files.copy(snippet.filesId, attachment, draft.id);
  const attachments = [...snippet.attachments, ...draft.attachments];
  return reply(ports, inGuild, access, { ...draft, content: content.value, attachments }, tell);
}

/** Discord lets a command's files die soon: they are kept before anything else is done. */
async function bodyOf(
  { files: kept }: Needs,
  filesId: string,
  given: string,
  files: readonly GivenFile[],
): Promise<Result<SnippetBody, Refusal>> {
  const text = readSnippetText(given, files.length);
  if (!text.ok) return text;
  const sizes = files.map((file) => ({ size: "bytes" in file ? file.bytes.length : file.size }));
  if (files.length > SNIPPET_FILES || !fitOneMessage(sizes)) return no({ reason: "files-too-large" });
  const attachments: Attachment[] = [];
  for (const [place, file] of files.entries()) {
    if ("bytes" in file) attachments.push(await kept.upload(filesId, place, file));
    else {
      await kept.keep(filesId, file);
      attachments.push(file);
    }
  }
  return ok({ text: text.value, attachments, filesId });
}

const keeping = ({ attachments, filesId }: SnippetBody, text: Result<string, Refusal>): Result<SnippetBody, Refusal> =>
  text.ok ? ok({ text: text.value, attachments, filesId }) : text;

async function change(
  ports: Needs,
  { id, guildId, name, by }: Wish,
  from: string | null,
  to: SnippetBody | null,
  conflict: Refusal,
): Promise<Result<void, Refusal>> {
  const wish = { id, guildId, name, from, to, by: { id: by.id, name: by.name }, at: ports.now() };
  const done = await ports.store.changeSnippet(wish, SNIPPETS_PER_SERVER);
  // What was kept for this change belongs to nothing now.
  if (done !== "changed" && to?.filesId === id) await ports.files.forget([id]);
  switch (done) {
    case "changed":
      return ok(undefined);
    case "conflict":
      return no(conflict);
    case "full":
      return no({ reason: "snippets-full", limit: SNIPPETS_PER_SERVER });
  }
}
