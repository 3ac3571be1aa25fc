// A moment in time: in UTC, and in the reader's own time where there is JavaScript.

const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

export const Moment = ({ at }: { at: number }) => (
  <time datetime={new Date(at).toISOString()}>{FORMAT.format(at)} UTC</time>
);
