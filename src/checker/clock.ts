/** Gives the calendar date that counts as today. */
export type Clock = () => string;

/**
 * Today in UTC, from the machine's clock: the one place in the library that reads it, and only where the caller gave no
 * clock. A day has 24 time zones; UTC makes two servers agree.
 */
export const systemClock: Clock = () => new Date().toISOString().slice(0, 10);
