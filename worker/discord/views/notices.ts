// A notice → the message that says it. Two exhaustive switches: to the user, to staff.

import type { StaffNotice, UserNotice } from "../../domain/notice.ts";
import { COLOURS, cut, type MessageView, NO_PINGS, plain } from "./layout.ts";
import { refusalText, refusalView } from "./refusals.ts";
import { changedReplyView } from "./revisions.ts";
import { texts } from "./texts.ts";
import { helpView, unknownCommandView } from "./typing.ts";

export function userNoticeView(notice: UserNotice): MessageView {
  const t = texts.user;
  switch (notice.notice) {
    case "no-server":
      return plain(t.noServer);
    case "thread-opened":
      return plain(t.opened(notice.guildName));
    case "thread-invited":
      return plain(t.invited(notice.guildName));
    case "thread-contacted":
      return plain(t.contacted(notice.guildName));
    case "thread-waits":
      return plain(t.waits(notice.guildName));
    case "not-delivered":
      return plain(t.notDelivered);
    case "thread-closed":
      return {
        embeds: [
          {
            color: COLOURS.closed,
            description: t.closed(notice.guildName),
            ...(notice.reason ? { fields: [{ name: t.reason, value: cut(notice.reason, 1024) }] } : {}),
          },
        ],
        allowed_mentions: NO_PINGS,
      };
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
