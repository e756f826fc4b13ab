/** The signals that ask the command to end, each with the exit code that shells give it: 128 and the signal's number. */
export const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;
export type Signal = keyof typeof signalCodes;
export const signals = Object.keys(signalCodes) as readonly Signal[];
