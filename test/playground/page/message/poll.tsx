// A poll: its answers as buttons that count. Pressing one's own answer takes the vote back.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { Emoji } from "../components/emoji.tsx";
import { usePane } from "../data/pane-tools.ts";
import { formatTime } from "../markdown/time.ts";

export function Poll({ message, poll }: { message: SeenMessage; poll: NonNullable<SeenMessage["poll"]> }) {
  const pane = usePane();
  const counts = poll.results?.answer_counts ?? [];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const mine = counts.filter(({ me_voted }) => me_voted).map(({ id }) => id);
  const vote = (id: number) => {
    const others = poll.allow_multiselect ? mine.filter((one) => one !== id) : [];
    const answers = mine.includes(id) ? others : [...others, id];
    void pane.perform({ do: "vote", channelId: message.channel_id, messageId: message.id, answers });
  };
  const ends = Date.parse(poll.expiry ?? "") / 1000;
  return (
    <section class="poll" aria-label={`Poll: ${poll.question.text ?? ""}`}>
      <p class="poll-question">{poll.question.text}</p>
      <p class="poll-hint">{poll.allow_multiselect ? "Select one or more answers" : "Select one answer"}</p>
      {poll.answers.map(({ answer_id: id, poll_media: { text, emoji } }) => {
        const count = counts.find((one) => one.id === id)?.count ?? 0;
        return (
          <button
            key={id}
            type="button"
            class="poll-answer"
            aria-pressed={mine.includes(id)}
            style={{ "--share": total === 0 ? 0 : count / total }}
            onClick={() => vote(id)}
          >
            {emoji && <Emoji emoji={emoji} />}
            <span>{text}</span>
            <span class="poll-count">{count}</span>
          </button>
        );
      })}
      <p class="poll-hint">
        {total} {total === 1 ? "vote" : "votes"}
        {Number.isNaN(ends) ? "" : ` · ends ${formatTime(ends, "R", Date.now())}`}
      </p>
    </section>
  );
}
