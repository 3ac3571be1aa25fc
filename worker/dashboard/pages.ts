// The dashboard's table of contents: every page, each in a file of its own. Tabs appear in this order.

import type { Page } from "./page.ts";
import { callbackPage } from "./pages/callback.ts";
import { configurePage } from "./pages/configure.tsx";
import { guildPage } from "./pages/guild.ts";
import { landingPage } from "./pages/landing.tsx";
import { notesPage } from "./pages/notes.tsx";
import { overviewPage } from "./pages/overview.tsx";
import { personalDataPage } from "./pages/personal-data.tsx";
import { privacyPage } from "./pages/privacy.tsx";
import { privacyDataPage } from "./pages/privacy-data.ts";
import { privacyErasePage } from "./pages/privacy-erase.tsx";
import { privacyNoticePage } from "./pages/privacy-notice.tsx";
import { settingsPage } from "./pages/settings.tsx";
import { signInPage } from "./pages/sign-in.ts";
import { signOutEverywherePage, signOutPage } from "./pages/sign-out.ts";
import { snippetPage } from "./pages/snippet.tsx";
import { editSnippetPage, newSnippetPage, removeSnippetPage, restoreSnippetPage } from "./pages/snippet-changes.tsx";
import { snippetsPage } from "./pages/snippets.tsx";
import { threadPage } from "./pages/thread.tsx";
import { threadAnswerPage } from "./pages/thread-answer.ts";
import { threadClaimPage } from "./pages/thread-claim.ts";
import { threadConfidentialPage } from "./pages/thread-confidential.ts";
import { threadDownloadPage } from "./pages/thread-download.ts";
import { threadErasePage } from "./pages/thread-erase.tsx";
import { threadFilePage } from "./pages/thread-file.ts";
import { threadMessagesPage } from "./pages/thread-messages.ts";
import { threadsPage } from "./pages/threads.tsx";
import { removeUserNotePage, userNotesPage } from "./pages/user-notes.tsx";
import { workspacesPage } from "./pages/workspaces.tsx";

export const pages: readonly Page[] = [
  landingPage,
  signInPage,
  callbackPage,
  signOutPage,
  signOutEverywherePage,
  workspacesPage,
  guildPage,
  overviewPage,
  threadsPage,
  threadPage,
  threadMessagesPage,
  threadFilePage,
  threadDownloadPage,
  threadAnswerPage,
  threadClaimPage,
  threadConfidentialPage,
  threadErasePage,
  snippetsPage,
  newSnippetPage,
  snippetPage,
  editSnippetPage,
  removeSnippetPage,
  restoreSnippetPage,
  notesPage,
  userNotesPage,
  removeUserNotePage,
  settingsPage,
  configurePage,
  privacyPage,
  privacyDataPage,
  privacyErasePage,
  privacyNoticePage,
  personalDataPage,
];
