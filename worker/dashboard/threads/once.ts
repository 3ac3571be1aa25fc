// What makes a form count once, however often it is sent: it carries a sign from when it was made, and what it does has an
// id that follows from the sign.

import { snowflakeAt } from "../../domain/message.ts";
import { keyedHash } from "../digests.ts";
import type { DashboardApp } from "../page.ts";

/** For as long as that, what a form did can be told from what it is about to do. */
const LIFETIME = 24 * 60 * 60_000;
/** A browser's form can't come from the future, but clocks of two machines may differ. */
const SKEW = 60_000;

export const newOnce = ({ now, newSecret }: Pick<DashboardApp, "now" | "newSecret">): string =>
  `${now().toString(36)}.${newSecret().slice(0, 16)}`;

/**
 * An id as Discord's, of when the form was made, for this session (`csrf`) and thread; null: not one of our signs, or too
 * old. Two forms of the same millisecond share one in four million times.
 */
export async function idOf(
  once: string,
  { csrf, threadId, now }: { csrf: string; threadId: string; now: number },
): Promise<string | null> {
  const [, at] = /^([0-9a-z]{1,9})\.[\w-]{16}$/.exec(once) ?? [];
  const madeAt = at === undefined ? Number.NaN : Number.parseInt(at, 36);
  if (!(madeAt <= now + SKEW && madeAt > now - LIFETIME)) return null;
  const hash = await keyedHash(csrf, `once ${threadId} ${once}`);
  return String(BigInt(snowflakeAt(madeAt)) | (BigInt(`0x${hash.slice(0, 6)}`) & 0x3fffffn));
}
