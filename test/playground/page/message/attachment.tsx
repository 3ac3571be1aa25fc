// What is attached to a message: pictures and sounds to see and hear, everything else as a card to open.

import type { APIAttachment } from "discord-api-types/v10";
import { Picture } from "../components/media.tsx";
import { Icon } from "../shell/icon.tsx";

const SPOILER = 8;

export function Attachment({ file }: { file: APIAttachment }) {
  const type = file.content_type ?? "";
  const spoiler = ((file.flags ?? 0) & SPOILER) !== 0 || file.filename.startsWith("SPOILER_");
  if (type.startsWith("image/")) {
    return <Picture url={file.url} description={file.description ?? file.filename} spoiler={spoiler} />;
  }
  if (type.startsWith("audio/")) {
    return (
      <figure class="audio">
        <figcaption>{file.filename}</figcaption>
        {/* biome-ignore lint/a11y/useMediaCaption: what people send has no captions. */}
        <audio controls src={file.url} />
      </figure>
    );
  }
  return <FileCard file={file} />;
}

export function FileCard({ file }: { file: Pick<APIAttachment, "filename" | "url"> & { size?: number } }) {
  return (
    <div class="file-card">
      <Icon name="file" size={28} />
      <div class="file-text">
        <a href={file.url} target="_blank" rel="noreferrer noopener">
          {file.filename}
        </a>
        {file.size !== undefined && <span>{fileSize(file.size)}</span>}
      </div>
    </div>
  );
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
