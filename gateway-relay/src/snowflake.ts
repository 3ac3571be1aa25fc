// The time in Discord's ids (Discord: reference#snowflakes).

const DISCORD_EPOCH = 1_420_070_400_000;

/** When Discord made this id, in milliseconds since 1970. */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
