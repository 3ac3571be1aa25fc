// A notice → the message that says it. Two exhaustive switches: to the user, to staff.

import type { StaffNotice, UserNotice } from "../../domain/notice.ts";
import { COLOURS, cut, type MessageView, NO_PINGS, plain } from "./layout.ts";
import { receiptView } from "./privacy.ts";
import { refusalText, refusalView } from "./refusals.ts";
import { changedReplyView } from "./revisions.ts";
import { texts } from "./texts.ts";
import { threadButtons } from "./thread-buttons.ts";
import { helpView, unknownCommandView } from "./typing.ts";

/** How much of a message is quoted to who wrote it. */
const QUOTED = 300;
/** A greeting is at most 1000 characters before names are filled in. */
const GREETING = 1500;

export function userNoticeView(notice: UserNotice): MessageView {
  const t = texts.user;
  switch (notice.notice) {
    case "no-server":
      return plain(t.noServer);
    case "thread-opened":
    case "thread-invited": {
      const { about, greeting } = notice;
      const { guildName } = about;
      const own = notice.notice === "thread-opened" ? t.opened(guildName) : t.invited(guildName);
      const text = greeting === null ? own : `${cut(greeting, GREETING)}\n\n${t.kept(guildName)}`;
      return { ...plain(text), components: threadButtons(about) };
    }
    case "thread-contacted":
      return { ...plain(t.contacted(notice.about.guildName)), components: threadButtons(notice.about) };
    case "talking-to":
      return { ...plain(t.talkingTo(notice.about.guildName)), components: threadButtons(notice.about) };
    case "thread-waits":
      return { ...plain(t.waits(notice.about.guildName)), components: threadButtons(notice.about) };
    case "not-delivered": {
      const quoted = cut(notice.text, QUOTED) || t.onlyFiles;
      return plain(t.notDelivered(notice.about.guildName, refusalText(notice.refusal), quoted));
    }
    case "thread-closed": {
      const { guildName, closing, reason, unreachedSince, next } = notice;
      const ended = unreachedSince === null ? t.closed(guildName) : t.unreached(guildName, unreachedSince);
      const own = `${ended} ${next === null ? t.writeAgain : t.goesTo(next)}`;
      return {
        embeds: [
          {
            color: COLOURS.closed,
            description: closing === null ? own : `${cut(closing, GREETING)}\n\n-# ${own}`,
            ...(reason ? { fields: [{ name: t.reason, value: cut(reason, 1024) }] } : {}),
          },
        ],
        components: threadButtons({ closes: null, elsewhere: next !== null }),
        allowed_mentions: NO_PINGS,
      };
    }
    case "erased":
      return receiptView(notice.went, notice.guildName);
  }
}

export function staffNoticeView(notice: StaffNotice): MessageView {
  switch (notice.notice) {
    case "not-sent":
      return refusalView(notice.refusal, texts.staff.notSent(refusalText(notice.refusal)));
    case "reply-edited":
      return changedReplyView(notice, texts.mirror.edited(notice.by));
    case "reply-deleted":
      return changedReplyView(notice, texts.mirror.deletedReply(notice.by));
    case "not-edited":
      return refusalView(notice.refusal, texts.mirror.notEdited(refusalText(notice.refusal)));
    case "refused":
      return refusalView(notice.refusal);
    case "claimed":
      return plain(texts.claim.claimed(notice.by));
    case "unclaimed":
      return plain(texts.claim.unclaimed(notice.by));
    case "taken-over":
      return plain(texts.claim.takenOver(notice.by, notice.from));
    case "closing":
      return plain(texts.close.closing(notice.by));
    case "user-id":
      return plain(texts.staff.userId(notice.name, notice.userId));
    case "help":
      return helpView(notice.typing);
    case "unknown-command":
      return unknownCommandView(notice);
    case "erased":
      return plain(texts.privacy.erasedThread(notice.number));
    case "not-taken-back":
      return refusalView(notice.refusal, texts.mirror.notTakenBack(refusalText(notice.refusal)));
    case "not-logged":
      return plain(texts.staff.notLogged(refusalText(notice.refusal)));
    case "not-deleted":
      return plain(texts.close.stuck(refusalText(notice.refusal)));
    case "not-shown":
      return plain(texts.staff.notShown(notice.userId, refusalText(notice.refusal)));
    case "unreadable-talk":
      return plain(texts.staff.unreadableTalk);
    case "unreadable":
      return plain(texts.staff.unreadable);
    case "cannot-open":
      return plain(texts.staff.cannotOpen(notice.userId, refusalText(notice.refusal)));
  }
}
