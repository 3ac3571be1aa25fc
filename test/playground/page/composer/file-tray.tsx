// The files that will go with the next message, as small cards that can be taken away.

import { useEffect, useState } from "preact/hooks";
import { fileSize } from "../message/attachment.tsx";
import { Icon } from "../shell/icon.tsx";

export function FileTray({ files, onRemove }: { files: File[]; onRemove(index: number): void }) {
  if (files.length === 0) return null;
  return (
    <ul class="file-tray" aria-label="Files to send">
      {files.map((file, index) => (
        <li key={`${file.name}-${index}`}>
          <Preview file={file} />
          <span class="file-name">{file.name}</span>
          <span class="file-size">{fileSize(file.size)}</span>
          <button type="button" aria-label={`Remove ${file.name}`} onClick={() => onRemove(index)}>
            <Icon name="trash" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <span class="preview">{url ? <img src={url} alt="" /> : <Icon name="file" size={36} />}</span>;
}
