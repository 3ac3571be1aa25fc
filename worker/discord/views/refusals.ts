// A refusal → the words that a person reads. One exhaustive switch.

import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import type { Refusal } from "../../domain/refusal.ts";
import { customId } from "./custom-id.ts";
import { cut, type MessageView, plain } from "./layout.ts";
import { texts } from "./texts.ts";

export function refusalText(refusal: Refusal): string {
  const t = texts.refusals;
  switch (refusal.reason) {
    case "dm-closed":
      return t.dmClosed;
    case "unknown-channel":
      return t.unknownChannel;
    case "missing-permission":
      return t.missingPermission;
    case "category-full":
      return t.categoryFull;
    case "guild-full":
      return t.guildFull;
    case "unknown-category":
      return t.unknownCategory;
    case "unknown-role":
      return t.unknownRole;
    case "blocked-by-filter":
      return t.filter;
    case "not-taken":
      return t.notTaken(refusal.code);
    case "not-staff":
      return t.notStaff;
    case "not-admin":
      return t.notAdmin;
    case "no-thread":
      return t.noThread;
    case "thread-closing":
      return t.closing(refusal.by);
    case "claimed-by-other":
      return t.claimedByOther(refusal.by);
    case "claimed-already":
      return texts.claim.alreadyYours;
    case "not-claimed":
      return t.notClaimed;
    case "nothing-to-send":
      return t.nothingToSend;
    case "nothing-to-note":
      return t.nothingToNote;
    case "closes-at-once":
      return t.closesAtOnce;
    case "already-sent":
      return t.alreadySent;
    case "written-by-bot":
      return t.writtenByBot;
    case "too-long":
      return t.tooLong(refusal.limit);
    case "too-long-for-form":
      return t.tooLongForForm;
    case "not-a-reply":
      return t.notAReply;
    case "no-reply-yet":
      return t.noReplyYet;
    case "not-your-reply":
      return t.notYourReply(refusal.by);
    case "reply-deleted":
      return t.replyDeleted;
    case "reply-not-sent":
      return t.replyNotSent;
    case "change-waits":
      return t.changeWaits;
    case "change-not-shown":
      return t.changeNotShown;
    case "edited-since":
      return t.editedSince;
    case "no-reply-any-more":
      return t.noReplyAnyMore;
    case "unreadable":
      return t.unreadable;
    case "always-anonymous":
      return t.alwaysAnonymous;
    case "not-a-member":
      return t.notAMember(refusal.guildName);
    case "modmail-off":
      return t.modmailOff(refusal.guildName);
    case "server-waits":
      return t.serverWaits(refusal.guildName);
    case "no-server":
      return texts.user.noServer;
    case "bot-not-here":
      return t.botNotHere;
    case "made-up":
      return t.madeUp;
    case "only-in-dm":
      return t.onlyInDm;
    case "no-own-thread":
      return t.noOwnThread;
    case "users-may-not-close":
      return t.usersMayNotClose(refusal.guildName);
    case "only-in-server":
      return t.onlyInServer;
    case "bad-prefix":
      return t.badPrefix;
    case "dms-too-fast":
      return texts.contact.dmsTooFast;
    case "user-not-here":
      return texts.contact.notHere;
    case "is-a-bot":
      return texts.contact.aBot;
    case "thread-exists":
      return texts.contact.exists(refusal.channelId);
    case "too-many-contacts":
      return texts.contact.tooMany;
    case "notes-full":
      return texts.userNotes.full(refusal.limit);
    case "no-note":
      return texts.userNotes.gone;
    case "note-of-another":
      return texts.userNotes.notYours;
    case "no-user-named":
      return texts.userNotes.whose;
    case "unknown-variable":
      return texts.snippets.unknownVariable(cut(refusal.variable.replaceAll("`", "'"), 60), refusal.known);
    case "bad-snippet-name":
      return texts.snippets.badName;
    case "no-snippet":
      return texts.snippets.unknown(refusal.name);
    case "snippet-exists":
      return texts.snippets.exists(refusal.name);
    case "snippet-changed":
      return texts.snippets.conflict(refusal.name);
    case "snippets-full":
      return texts.snippets.full(refusal.limit);
    case "words-missing":
      return texts.snippets.wordsMissing(refusal.name, refusal.needed);
    case "files-too-large":
      return texts.snippets.filesTooLarge;
  }
}

/** The refusal in words; someone else's claim comes with the button to take it over. */
export function refusalView(refusal: Refusal, text = refusalText(refusal)): MessageView {
  if (refusal.reason !== "claimed-by-other") return plain(text);
  return {
    ...plain(text),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: texts.claim.takeOver,
            custom_id: customId("claim", "take-over", refusal.by),
          },
        ],
      },
    ],
  };
}
