// Discord's ids and the time in them (Discord: reference#snowflakes).

const DISCORD_EPOCH = 1_420_070_400_000;

/** When Discord made this id, in milliseconds since 1970. */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;

/** The smallest id that Discord can make at this time; 0 for times before its first. */
export const snowflakeAt = (time: number): bigint => BigInt(Math.max(0, time - DISCORD_EPOCH)) << 22n;

/** Of two ids the one that was made later. */
export const laterOf = (one: string, other: string): string => (BigInt(other) > BigInt(one) ? other : one);
