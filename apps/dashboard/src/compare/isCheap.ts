/** What takes less, in seconds, is computed without being asked for. */
const PATIENCE = 5;

export const isCheap = (seconds: number): boolean => seconds <= PATIENCE;
