// What a message says and shows, without who and when: of a message, and of the one that a forward holds.

import { type APIMessage, MessageFlags } from "discord-api-types/v10";
import { Markdown } from "../markdown/markdown.tsx";
import { messageTime } from "../markdown/time.ts";
import { Attachment } from "./attachment.tsx";
import { Embed } from "./embed.tsx";
import { Sticker } from "./sticker.tsx";
import { Voice } from "./voice.tsx";

type Held = Pick<APIMessage, "attachments" | "content" | "edited_timestamp" | "embeds" | "flags" | "sticker_items">;

export function Contents({ contents }: { contents: Held }) {
  const flags = contents.flags ?? 0;
  const isVoice = (flags & MessageFlags.IsVoiceMessage) !== 0;
  // Components V2 show their files themselves.
  const files = (flags & MessageFlags.IsComponentsV2) === 0 ? contents.attachments : [];
  return (
    <>
      {contents.content !== "" && <Markdown text={contents.content} />}
      {contents.edited_timestamp && (
        <span class="edited" title={messageTime(contents.edited_timestamp, Date.now())}>
          (edited)
        </span>
      )}
      {files.length > 0 && (
        <div class="attachments">
          {files.map((file) =>
            isVoice ? <Voice key={file.id} file={file} /> : <Attachment key={file.id} file={file} />,
          )}
        </div>
      )}
      {contents.sticker_items?.map((sticker) => (
        <Sticker key={sticker.id} sticker={sticker} />
      ))}
      {contents.embeds.map((embed, index) => (
        <Embed key={index} embed={embed} />
      ))}
    </>
  );
}
