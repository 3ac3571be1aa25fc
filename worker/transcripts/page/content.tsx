// What a message holds: text, files, a poll, a forwarded message, stickers. Each file is a slot named by its place among
// all of the message's files (domain/extras.ts, filesOf).

import { type Extras, type Forwarded, isEmpty, type Poll, type Sticker } from "../../domain/extras.ts";
import type { Attachment, Message } from "../../domain/message.ts";
import { type Names, RichText } from "./rich-text.tsx";
import { Slot } from "./slot.tsx";
import { moment } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

type Held = Pick<Message, "content" | "attachments" | "extras">;

export function Content({ message, names }: { message: Held; names: Names }) {
  const { content, attachments, extras } = message;
  if (isEmpty(message)) return <p class="text empty">No text</p>;
  return (
    <>
      <Text text={content} names={names} />
      <Files files={attachments} from={0} />
      {extras ? <ExtrasView extras={extras} from={attachments.length} names={names} /> : null}
    </>
  );
}

/** `from`: the place of its first file. */
function ExtrasView({ extras, from, names }: { extras: Extras; from: number; names: Names }) {
  const { stickers, poll, forwarded } = extras;
  const behind = from + (forwarded ? forwarded.attachments.length + pictures(forwarded.stickers).length : 0);
  return (
    <>
      {poll ? <PollView poll={poll} names={names} /> : null}
      {forwarded ? <ForwardedView forwarded={forwarded} from={from} names={names} /> : null}
      <Stickers stickers={stickers} from={behind} />
    </>
  );
}

const PollView = ({ poll, names }: { poll: Poll; names: Names }) => (
  <div class="poll">
    <p class="kind">Poll</p>
    <Text text={poll.question} names={names} />
    <ul>
      {poll.answers.map((answer) => (
        <li dir="auto">{visibleText(answer)}</li>
      ))}
    </ul>
    <p class="kind">
      {poll.several ? "Several answers may be chosen" : "One answer may be chosen"}
      {poll.endsAt === null ? null : ` · ends ${moment(poll.endsAt)}`}
    </p>
  </div>
);

const ForwardedView = ({ forwarded, from, names }: { forwarded: Forwarded; from: number; names: Names }) => (
  <div class="forwarded">
    <p class="kind">
      Forwarded message{forwarded.sentAt === null ? null : ` · first sent ${moment(forwarded.sentAt)}`}
    </p>
    <Text text={forwarded.content} names={names} />
    {forwarded.embeds.map((text) => (
      <Text text={text} names={names} />
    ))}
    <Files files={forwarded.attachments} from={from} />
    <Stickers stickers={forwarded.stickers} from={from + forwarded.attachments.length} />
  </div>
);

const Stickers = ({ stickers, from }: { stickers: readonly Sticker[]; from: number }) => (
  <>
    <Files files={pictures(stickers)} from={from} />
    {stickers
      .filter(({ picture }) => picture === null)
      .map(({ name }) => (
        <p class="kind">
          Sticker: <bdi>{visibleName(name)}</bdi> (a moving one, of which Discord has no picture)
        </p>
      ))}
  </>
);

const pictures = (stickers: readonly Sticker[]): Attachment[] =>
  stickers.flatMap(({ picture }) => (picture === null ? [] : [picture]));

const Text = ({ text, names }: { text: string; names: Names }) =>
  text.trim() === "" ? null : <RichText text={text} names={names} />;

const Files = ({ files, from }: { files: readonly Attachment[]; from: number }) =>
  files.length === 0 ? null : (
    <div class="files">
      {files.map((_, place) => (
        <Slot name={String(from + place)} />
      ))}
    </div>
  );
