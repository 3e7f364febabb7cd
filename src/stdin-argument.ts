/** Stands in for `-`, which yargs loses where a command takes several positionals. */
export const STDIN = '\u0000-';

/** The path as the user gave it. */
export const plain = (path: string): string => (path === STDIN ? '-' : path);
