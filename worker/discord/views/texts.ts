// Every word that people read from the bot, in this folder so that it can be translated. Words only: no layout.

import { contact } from "./texts/contact.ts";
import { download, extras, files } from "./texts/content.ts";
import { ago, date, list, mentionChannel, mentionRole, mentionUser } from "./texts/formats.ts";
import { mirror } from "./texts/mirror.ts";
import { privacy } from "./texts/privacy.ts";
import { refusals } from "./texts/refusals.ts";
import { logs, panel } from "./texts/server.ts";
import { setup } from "./texts/setup.ts";
import { snippets } from "./texts/snippets.ts";
import { claim, close, copies, header, note, reply, staff } from "./texts/thread.ts";
import { typing } from "./texts/typing.ts";
import { user } from "./texts/user.ts";
import { userNotes } from "./texts/user-notes.ts";

export const texts = {
  list,
  mentionRole,
  mentionUser,
  mentionChannel,
  ago,
  date,
  user,
  header,
  copies,
  claim,
  close,
  reply,
  note,
  staff,
  extras,
  typing,
  files,
  download,
  logs,
  panel,
  refusals,
  mirror,
  setup,
  privacy,
  contact,
  snippets,
  userNotes,
} as const;
