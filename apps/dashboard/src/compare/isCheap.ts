/** What takes less, in seconds, is computed without being asked for. */
const PATIENCE = 10;

export const isCheap = (seconds: number): boolean => seconds <= PATIENCE;
