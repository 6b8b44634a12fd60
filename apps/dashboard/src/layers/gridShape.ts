/** Units fetched and mounted together. Every number of columns below divides it, so that pages fill whole rows. */
export const pageSize = 48;

export const columns = 'grid grid-cols-2 gap-3 sm:grid-cols-3 md:grid-cols-4 lg:grid-cols-6 xl:grid-cols-8';

/** Height of a row with its gap, in pixels of a 16-pixel root: `h-[10.75rem]` and `gap-3`. */
const rowHeight = 172;
const gap = 12;

/** How tall so many units are in so many columns. */
export function gridHeight(units: number, columnCount: number): number {
  const rows = Math.ceil(units / columnCount);
  return rows === 0 ? 0 : rows * rowHeight + (rows - 1) * gap;
}
