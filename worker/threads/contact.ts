// Staff open a thread with a member of their server: the member is told first, then row → channel → … as always (open.ts).
// Closed DMs are known before a channel is made. Asked again after a cut-off, the member isn't told twice.

import type { Access } from "../domain/access.ts";
import { isStaff } from "../domain/access.ts";
import { isAnonymous } from "../domain/anonymous.ts";
import type { Author } from "../domain/message.ts";
import { type AboutServer, aboutServer } from "../domain/notice.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import { openThread } from "./open.ts";
import type { NewMessage, Ports } from "./ports.ts";
import { REPLY_LIMIT } from "./reply.ts";

/** Within Discord's memory of nonces ("a few minutes"). */
const SAME_TRY_MS = 3 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Bots were locked out after writing to as few as 25 people who hadn't written to them. */
const CONTACTS_AN_HOUR = 20;

export interface Contact {
  /** The interaction's id. */
  id: string;
  guildId: string;
  userId: string;
  staff: Author;
  access: Access;
  /** What the user gets as the first reply; may be empty. */
  text: string;
  /** Absent: as the server's setting says. */
  anonymous?: boolean;
  /** Where it was asked for. */
  channelId: string;
  sentAt: number;
}

/** The thread's channel, claimed by who asked. `waits`: the user was told, but the thread can't be opened yet. */
export async function contactUser(
  ports: Ports,
  wish: Contact,
): Promise<Result<{ channelId: string | null; waits: Refusal | null }, Refusal>> {
  const { guildId, userId } = wish;
  if (!isStaff(wish.access)) return no({ reason: "not-staff" });
  const { settings, thread, dmChannelId, elsewhere } = await ports.store.openThread(userId, guildId);
  if (settings === null || !settings.enabled) return no({ reason: "modmail-off", guildName: null });
  if (thread?.state === "closing") return no({ reason: "thread-closing", by: thread.closedBy });
  if (thread) return no({ reason: "thread-exists", channelId: thread.channelId });
  const reply = firstReply(wish, settings);
  if (!reply.ok) return reply;
  const profile = await ports.discord.member(guildId, userId);
  if (profile === null) return no({ reason: "user-not-here" });
  if (profile.isBot) return no({ reason: "is-a-bot" });

  const told = await tellFirst(ports, wish, aboutServer(settings, elsewhere), dmChannelId);
  if (!told.ok) return told;
  const opened = await openThread(ports, {
    settings,
    userId,
    dmChannelId: told.value,
    profile,
    via: "contact",
    contactedBy: wish.staff.id,
    ...(reply.value ? { reply: reply.value } : {}),
  });
  const now = (await ports.store.openThread(userId, guildId)).thread;
  const channelId = now?.channelId ?? null;
  if (!opened.ok) return ok({ channelId, waits: opened.error });
  // The user wrote at the same moment and has a thread of their own now.
  return opened.value.created ? ok({ channelId, waits: null }) : no({ reason: "thread-exists", channelId });
}

function firstReply(
  { id, userId, staff, text, channelId, sentAt, anonymous: asked }: Contact,
  settings: Settings,
): Result<NewMessage | null, Refusal> {
  const content = text.trim();
  if (content === "") return ok(null);
  if (content.length > REPLY_LIMIT) return no({ reason: "too-long", limit: REPLY_LIMIT });
  const anonymous = isAnonymous(settings.anonymous, asked);
  if (!anonymous.ok) return anonymous;
  const hidden = anonymous.value ? { anonymous: true as const } : {};
  const said = {
    id,
    userId,
    kind: "reply" as const,
    author: staff,
    content,
    attachments: [],
    channelId,
    sentAt,
    source: "interaction" as const,
  };
  return ok({ ...said, ...hidden });
}

/** The user's DM channel, in which they read now who wants to talk with them. */
async function tellFirst(
  ports: Pick<Ports, "store" | "discord" | "now">,
  { id, guildId, userId, staff }: Contact,
  about: AboutServer,
  dmChannelId: string | null,
): Promise<Result<string, Refusal>> {
  const at = ports.now();
  const contact = await ports.store.startContact(
    { id, guildId, userId, by: staff.id, at },
    { since: at - SAME_TRY_MS, hourAgo: at - HOUR_MS, limit: CONTACTS_AN_HOUR },
  );
  if (contact === null) return no({ reason: "too-many-contacts" });
  const dm = dmChannelId === null ? await ports.discord.openDm(userId) : ok({ channelId: dmChannelId });
  if (!dm.ok) return dm;
  const { channelId } = dm.value;
  const told = await ports.discord.tellUser(channelId, { notice: "thread-contacted", about }, `a${contact.id}`);
  return told.ok ? ok(channelId) : told;
}
