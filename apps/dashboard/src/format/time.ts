const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const formatClock = (instant: string): string => clock.format(new Date(instant));
export const formatDay = (instant: string): string => day.format(new Date(instant));

/** Seconds between two instants, or null while one is missing. */
export function secondsBetween(start: string | null, end: string | null): number | null {
  return start && end ? (Date.parse(end) - Date.parse(start)) / 1000 : null;
}
