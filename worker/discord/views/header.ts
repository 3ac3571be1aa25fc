// The header: the first message of a thread's channel. A pure function of the thread as it is, so it can be redrawn.

import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { snowflakeTime } from "../../domain/message.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Thread } from "../../domain/thread.ts";
import { customId } from "./custom-id.ts";
import { COLOURS, cut, type MessageView } from "./layout.ts";
import { texts } from "./texts.ts";
import { notesField } from "./user-notes.ts";

const ROLES_SHOWN = 15;

/** Pings the staff role and nothing else; an edit of it pings nobody (Discord: edits never do). */
export function headerView(thread: Thread, settings: Settings, messageContent: boolean | null): MessageView {
  const { profile } = thread;
  const t = texts.header;
  const roles = profile.roleIds.slice(0, ROLES_SHOWN).map(texts.mentionRole).join(" ") || t.noRoles;
  const more = profile.roleIds.length - ROLES_SHOWN;
  return {
    content: settings.staffRoleId === null ? "" : texts.mentionRole(settings.staffRoleId),
    embeds: [
      {
        title: cut(t.title(thread.number, profile.displayName), 256),
        color: COLOURS.neutral,
        ...(profile.avatarUrl === null ? {} : { thumbnail: { url: profile.avatarUrl } }),
        fields: [
          { name: t.user, value: `${texts.mentionUser(thread.userId)} (${profile.username})`, inline: true },
          { name: t.id, value: thread.userId, inline: true },
          { name: t.created, value: texts.ago(snowflakeTime(thread.userId)), inline: true },
          { name: t.joined, value: profile.joinedAt === null ? t.unknown : texts.ago(profile.joinedAt), inline: true },
          { name: t.earlier, value: String(thread.earlierThreads), inline: true },
          {
            name: t.claimed,
            value: thread.claimedBy ? texts.mentionUser(thread.claimedBy) : t.unclaimed,
            inline: true,
          },
          { name: t.roles, value: more > 0 ? `${roles} +${more}` : roles },
          ...notesField(thread.userNotes),
        ],
        footer: { text: howToAnswer(settings, messageContent) },
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          thread.claimedBy === null
            ? { type: ComponentType.Button, style: ButtonStyle.Primary, label: t.claim, custom_id: customId("claim") }
            : {
                type: ComponentType.Button,
                style: ButtonStyle.Secondary,
                label: t.unclaim,
                custom_id: customId("unclaim"),
              },
          { type: ComponentType.Button, style: ButtonStyle.Success, label: t.reply, custom_id: customId("reply") },
          { type: ComponentType.Button, style: ButtonStyle.Danger, label: t.close, custom_id: customId("close") },
        ],
      },
    ],
    allowed_mentions: { parse: [], roles: settings.staffRoleId === null ? [] : [settings.staffRoleId] },
  };
}

/** A footer shows no mention, so the bot is named by a word there. */
function howToAnswer({ prefix, replyCommand }: Settings, messageContent: boolean | null): string {
  const t = texts.header;
  if (messageContent === false) return t.howNoContent;
  return replyCommand ? t.howReplyCommand(prefix) : t.howTyping(prefix);
}
