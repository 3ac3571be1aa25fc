// What each method of the store costs on real D1: one round trip, few rows written, and no reading of whole tables.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readTerms } from "../../worker/domain/search.ts";
import { createStore } from "../../worker/store/store.ts";
import type { Store } from "../../worker/threads/ports.ts";
import {
  BY,
  dmOf,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newSnippet,
  newThread,
  sampleSettings,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { type LocalD1, startD1 } from "./d1.ts";
import { planOf, type RecordedD1, recordedD1, type Statement } from "./recorded-d1.ts";
import { ALL } from "./store-contract-thread-list.ts";

let d1: LocalD1;
let recorded: RecordedD1;
let store: Store;
let world: { statements: readonly Statement[]; threadId: string };
let roundTrips: number[] = [];
let threadId: string;
let replyId: string;
/** Messages that wait to be delivered into the thread. */
let waiting: string[];

const CHANNEL = "860000000000000001";

beforeAll(async () => {
  d1 = await startD1();
  recorded = recordedD1(d1.db);
  store = createStore(recorded.db, (rows) => roundTrips.push(rows));
  await makeWorld();
  world = { statements: [...recorded.statements], threadId };
});
afterAll(() => d1.stop());
/** The same again: in one round trip, as there are many tests. */
beforeEach(async () => {
  await d1.empty();
  await d1.db.batch(world.statements.map(({ sql, parameters }) => d1.db.prepare(sql).bind(...parameters)));
  threadId = world.threadId;
});

/** A server where Mara had two threads; in the third, a reply arrived and two of her messages wait. */
async function makeWorld(): Promise<void> {
  await store.saveSettings(null, sampleSettings(), BY, NOW);
  await store.saveBot({ userId: JONAS, messageContent: true }, NOW);
  for (let earlier = 0; earlier < 2; earlier++) {
    const { thread } = await store.createThread(newThread());
    await store.startClosing(thread.id, null, null, NOW, NOW);
    await store.closed(thread.id, NOW);
  }
  threadId = (await store.createThread(newThread())).thread.id;
  await store.setChannel(threadId, CHANNEL);
  await store.opened(threadId);
  const reply = staffMessage({ threadId, channelId: CHANNEL });
  replyId = reply.id;
  await store.keepStaffMessage(reply, "pending");
  await store.delivered(threadId, [{ id: reply.id, copyIds: ["880000000000000001"] }], NOW);
  const messages = [userMessage(), userMessage()];
  for (const message of messages) await store.takeUserMessage(message);
  waiting = messages.map(({ id }) => id);
}

interface Cost {
  /** At most; entries of indexes count. */
  rows: number;
  before?: () => Promise<unknown>;
  call: () => Promise<unknown>;
}

const opening = async () => {
  threadId = (await store.createThread(newThread({ userId: IVO }))).thread.id;
};
const LEASE = { now: NOW, until: NOW + 60_000 };
const edit = () => store.editMessage({ id: replyId, content: "Which one?", at: NOW, by: JONAS }, LEASE);
const closing = () => store.startClosing(threadId, JONAS, null, NOW, NOW);
const copies = () => waiting.map((id) => ({ id, copyIds: ["880000000000000002"] }));
const userNote = { id: "930000000000000001", author: { id: JONAS, name: "Jonas" }, text: "Twice warned.", at: NOW };
const member = [{ guildId: GUILD, isMember: true }];

const session = { id: MARA, name: "Mara", avatarUrl: null, guilds: [], createdAt: NOW, expiresAt: NOW + 60_000 };
const signedIn = () => store.startSession("hash", session, null);

const erasure = {
  id: "erasure",
  userId: MARA,
  guildId: null,
  by: null,
  dmChannelId: null,
  askedAt: NOW,
  went: { threads: 0, messages: 0, files: 0, notes: 0, logEntries: 0, logEntriesLeft: 0 },
};
const startErasure = () => store.startErasure(erasure, NOW);
const closedThread = async () => {
  await closing();
  await store.closed(threadId, NOW);
};

const COSTS: Record<keyof Store, Cost> = {
  takeUserMessage: { rows: 3, call: () => store.takeUserMessage(userMessage()) },
  candidates: { rows: 0, call: () => store.candidates(MARA, NOW) },
  rememberMemberships: { rows: 1, call: () => store.rememberMemberships(MARA, member, NOW) },
  rememberUser: { rows: 1, call: () => store.rememberUser(MARA, dmOf(MARA), NOW) },
  refuseMessages: { rows: 4, call: () => store.refuseMessages(waiting, "no-server") },
  createThread: {
    rows: 12,
    before: () => store.takeUserMessage(userMessage({ userId: IVO })),
    call: () => store.createThread(newThread({ userId: IVO })),
  },
  openThread: { rows: 0, call: () => store.openThread(MARA, GUILD) },
  userThreads: { rows: 0, call: () => store.userThreads(MARA) },
  chooseThread: { rows: 1, call: () => store.chooseThread(threadId, NOW) },
  lease: { rows: 2, before: opening, call: () => store.lease(threadId, NOW + 60_000, NOW + 120_000) },
  release: { rows: 2, before: opening, call: () => store.release(threadId, "category-full", NOW + 120_000) },
  setChannel: { rows: 2, before: opening, call: () => store.setChannel(threadId, "860000000000000002") },
  delivered: { rows: 5, call: () => store.delivered(threadId, copies(), NOW, { messageId: "880000000000000003" }) },
  copied: { rows: 1, call: () => store.copied({ id: waiting[0] ?? "", copyIds: ["880000000000000002"] }) },
  opened: { rows: 2, before: opening, call: () => store.opened(threadId) },
  threadByChannel: { rows: 0, call: () => store.threadByChannel(CHANNEL, "") },
  keepStaffMessage: {
    rows: 3,
    call: () => store.keepStaffMessage(staffMessage({ threadId, channelId: CHANNEL }), "pending"),
  },
  // Two of them are the lease: its row and its entry in the index.
  editMessage: { rows: 5, call: () => edit() },
  deleteMessage: { rows: 4, call: () => store.deleteMessage({ id: replyId, at: NOW, by: JONAS }, LEASE) },
  mirrored: {
    rows: 2,
    before: () => edit(),
    call: () => store.mirrored({ id: replyId, copyIds: ["880000000000000001"], editedAt: NOW }, null),
  },
  mirrorLater: { rows: 2, before: () => edit(), call: () => store.mirrorLater(replyId, NOW) },
  leaseMirror: {
    rows: 2,
    before: () => edit(),
    call: () => store.leaseMirror(replyId, { now: NOW + 60_000, until: NOW + 120_000 }),
  },
  unmirrored: { rows: 0, before: () => edit(), call: () => store.unmirrored(NOW + 60_000, 10) },
  answerShown: { rows: 1, call: () => store.answerShown(replyId, "880000000000000009") },
  messageSeen: { rows: 0, call: () => store.messageSeen({ userId: MARA }, "880000000000000001") },
  typedIn: { rows: 0, call: () => store.typedIn({ userId: MARA }, "0", "990000000000000001") },
  currentThread: { rows: 0, call: () => store.currentThread(MARA) },
  answered: { rows: 0, call: () => store.answered(replyId, threadId) },
  repliesOf: { rows: 0, call: () => store.repliesOf(CHANNEL, { authorId: JONAS, asOf: NOW }, 25) },
  claim: { rows: 2, call: () => store.claim(threadId, null, JONAS, NOW) },
  // Two of them for each message that goes on to the next thread.
  startClosing: { rows: 6, call: closing },
  loggedTranscript: { rows: 2, before: closing, call: () => store.loggedTranscript(threadId, "posted", NOW) },
  toldUnreadable: { rows: 1, call: () => store.toldUnreadable(threadId, NOW) },
  userTold: { rows: 1, before: closing, call: () => store.userTold(threadId, NOW) },
  message: { rows: 0, call: () => store.message(threadId, waiting[0] ?? "") },
  // One of them makes what was said findable: a row for each 20 messages.
  closed: { rows: 4, before: closing, call: () => store.closed(threadId, NOW) },
  messagesOf: { rows: 0, call: () => store.messagesOf(threadId) },
  misshown: { rows: 0, call: () => store.misshown(NOW, 10) },
  reshown: { rows: 2, call: () => store.reshown(threadId, NOW) },
  unfinished: { rows: 0, call: () => store.unfinished(NOW, 10) },
  undelivered: { rows: 0, call: () => store.undelivered(NOW, NOW, 10) },
  unshown: { rows: 0, call: () => store.unshown({ from: 0, before: NOW }, NOW, 10) },
  undecided: { rows: 0, call: () => store.undecided(NOW, 10) },
  settings: { rows: 0, call: () => store.settings(GUILD) },
  // The settings; a line of the log with its index.
  saveSettings: {
    rows: 3,
    call: () => store.saveSettings(sampleSettings(), sampleSettings({ replyCommand: false }), BY, NOW),
  },
  // The session, its two indexes, and the table that finds it.
  startSession: { rows: 4, call: () => store.startSession("hash", session, null) },
  visit: { rows: 0, before: signedIn, call: () => store.visit("hash", GUILD, NOW) },
  endSession: { rows: 3, before: signedIn, call: () => store.endSession("hash") },
  endSessions: { rows: 3, before: signedIn, call: () => store.endSessions(MARA) },
  rememberStandings: {
    rows: 1,
    call: () => store.rememberStandings(MARA, [{ guildId: GUILD, member: null, checkedAt: NOW }]),
  },
  settingsOf: { rows: 0, call: () => store.settingsOf([GUILD]) },
  countSignIn: { rows: 2, call: () => store.countSignIn("who", NOW) },
  setup: { rows: 0, call: () => store.setup(GUILD) },
  countThreads: { rows: 0, call: () => store.countThreads(GUILD) },
  snippet: { rows: 0, call: () => store.snippet(GUILD, "rules") },
  snippets: { rows: 0, call: () => store.snippets(GUILD, "ru", 25, 0) },
  changeSnippet: { rows: 2, call: () => store.changeSnippet(newSnippet({ name: "hours" }), 5) },
  snippetChanges: { rows: 0, call: () => store.snippetChanges(GUILD, "rules", 5) },
  startContact: {
    rows: 2,
    call: () =>
      store.startContact(
        { id: "930000000000000001", guildId: GUILD, userId: IVO, by: JONAS, at: NOW },
        { since: NOW, hourAgo: NOW, limit: 20 },
      ),
  },
  addUserNote: { rows: 1, call: () => store.addUserNote(GUILD, MARA, userNote, 5) },
  userNotes: { rows: 0, call: () => store.userNotes(GUILD, MARA, 5, 0) },
  removeUserNote: {
    rows: 1,
    before: () => store.addUserNote(GUILD, MARA, userNote, 5),
    call: () => store.removeUserNote(GUILD, MARA, userNote.id, null),
  },
  threadList: { rows: 0, call: () => store.threadList(GUILD, ALL, { below: { openedAt: NOW, id: "z" } }, 25) },
  searchThreads: { rows: 0, call: () => store.searchThreads(GUILD, readTerms("rank"), ALL, null, 25) },
  threadPage: { rows: 0, call: () => store.threadPage(GUILD, threadId, { before: { sentAt: NOW, id: "9" } }, 25) },
  threadIn: { rows: 0, call: () => store.threadIn(GUILD, threadId) },
  threadTotals: { rows: 0, call: () => store.threadTotals(threadId) },
  messageIn: { rows: 0, call: () => store.messageIn(GUILD, threadId, waiting[0] ?? "") },
  markConfidential: { rows: 1, call: () => store.markConfidential(GUILD, threadId, true) },
  notedUsers: { rows: 0, call: () => store.notedUsers(GUILD, "mar", 25, 0) },
  lastProfile: { rows: 0, call: () => store.lastProfile(GUILD, MARA) },
  overview: { rows: 0, call: () => store.overview(GUILD, NOW, 100, true) },
  startErasing: { rows: 2, before: closedThread, call: () => store.startErasing(threadId, NOW, NOW + 60_000) },
  messagesToErase: { rows: 0, call: () => store.messagesToErase(threadId, 100) },
  // Each with its entry in the list of its thread; two of them still waited to be delivered.
  eraseMessages: { rows: 9, before: startErasure, call: () => store.eraseMessages(waiting, "erasure") },
  erased: {
    rows: 7,
    before: closedThread,
    call: () => store.erased(threadId, NOW, { logEntries: 2, logEntriesLeft: 0 }, null),
  },
  kept: { rows: 0, call: () => store.kept(MARA, null) },
  threadsOf: { rows: 0, call: () => store.threadsOf(MARA, null) },
  startErasure: { rows: 4, call: startErasure },
  takeErasures: { rows: 3, before: startErasure, call: () => store.takeErasures(NOW, NOW + 60_000, 5) },
  releaseErasure: { rows: 2, before: startErasure, call: () => store.releaseErasure("erasure", NOW) },
  threadsToErase: { rows: 0, call: () => store.threadsToErase(erasure, 10) },
  undecidedToErase: { rows: 0, call: () => store.undecidedToErase(erasure, 10) },
  forgetUser: { rows: 7, before: startErasure, call: () => store.forgetUser(erasure) },
  finishErasure: { rows: 3, before: startErasure, call: () => store.finishErasure("erasure", NOW) },
  erasuresIn: { rows: 0, call: () => store.erasuresIn(GUILD, 10) },
  takeGuilds: { rows: 2, call: () => store.takeGuilds(NOW, NOW + 60_000, 3) },
  tended: { rows: 2, call: () => store.tended(GUILD, { leftAt: NOW, purgedUntil: NOW, tendAt: NOW + 60_000 }) },
  threadsToPurge: { rows: 0, call: () => store.threadsToPurge(GUILD, 0, NOW, 5) },
  threadIdsIn: { rows: 0, call: () => store.threadIdsIn(GUILD, 10) },
  deleteThreads: {
    rows: 5,
    before: opening,
    call: () => store.deleteThreads([threadId]),
  },
  snippetFiles: { rows: 0, call: () => store.snippetFiles(GUILD, "", 100) },
  forgetGuild: { rows: 9, call: () => store.forgetGuild(GUILD) },
  bot: { rows: 0, call: () => store.bot() },
  saveBot: { rows: 1, call: () => store.saveBot({ userId: JONAS, messageContent: true }, NOW) },
};

test.each(Object.entries(COSTS))("%s is one round trip, writes few rows, reads by index", async (name, cost) => {
  await cost.before?.();
  recorded.statements.length = 0;
  roundTrips = [];
  await cost.call();
  expect(roundTrips).toHaveLength(1);
  expect(roundTrips[0]).toBeLessThanOrEqual(cost.rows);
  expect(roundTrips[0]).toBeGreaterThanOrEqual(Math.min(cost.rows, 1));

  const plan = await planOf(d1.db, recorded.statements);
  if (!SELDOM.includes(name)) expect(plan.filter(readsHistory)).toEqual([]);
});

/** Asked for by a person, or when a relay starts. */
const SELDOM = ["countThreads", "saveBot"];

/** Reads rows of closed threads or of delivered messages that the answer doesn't need, which grow without end. */
const readsHistory = (step: string): boolean =>
  /^SCAN (threads|messages)(?! USING INDEX messages_pending)/.test(step) ||
  /^SEARCH threads USING INDEX threads_number \(guild_id=\?\)/.test(step);
