// A voice message: its loudness as a picture, and the player.

import type { APIAttachment } from "discord-api-types/v10";

const BARS = 48;
const HEIGHT = 28;

export function Voice({ file }: { file: APIAttachment }) {
  const bars = sampled(file.waveform ?? "");
  return (
    <figure class="audio voice">
      <figcaption>Voice message, {clock(file.duration_secs ?? 0)}</figcaption>
      <svg class="waveform" viewBox={`0 0 ${BARS * 4} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((loudness, index) => {
          const height = 2 + loudness * (HEIGHT - 2);
          return <rect key={index} x={index * 4} y={(HEIGHT - height) / 2} width={2.4} height={height} rx={1} />;
        })}
      </svg>
      {/* biome-ignore lint/a11y/useMediaCaption: what people say has no captions. */}
      <audio controls src={file.url} />
    </figure>
  );
}

/** From Discord's base64, a byte each; as many as there is room for, from 0 to 1. */
function sampled(waveform: string): number[] {
  const bytes = atob(waveform);
  return Array.from({ length: BARS }, (_, bar) => bytes.charCodeAt(Math.floor((bar * bytes.length) / BARS)) / 255 || 0);
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
