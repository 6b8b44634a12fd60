/** Numbers as people read them. One locale, so that server and browser write the same. */
const locale = 'en-GB';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** What is written where there is no number. */
export const absent = '–';

export function formatCount(value: number | null | undefined): string {
  return value == null ? absent : whole.format(value);
}

export function formatCompact(value: number | null | undefined): string {
  return value == null ? absent : compact.format(value);
}

/** A share 0..1 as a percentage. */
export function formatShare(value: number | null | undefined): string {
  return value == null ? absent : percent.format(value);
}

/** A correlation or another number of order one: fixed places, so that columns align. */
export function formatValue(value: number | null | undefined, places = 3): string {
  return value == null || Number.isNaN(value) ? absent : value.toFixed(places).replace('-', '−');
}

/** From one number of order one to another. */
export function formatSpan(low: number, high: number, places = 3): string {
  return `${formatValue(low, places)} to ${formatValue(high, places)}`;
}

/** A number of unknown size: three significant digits. */
export function formatAny(value: number | null | undefined): string {
  if (value == null || Number.isNaN(value)) return absent;
  const text =
    Math.abs(value) >= 1e-3 || value === 0 ? Number(value.toPrecision(3)).toString() : value.toExponential(1);
  return text.replace('-', '−');
}

export function formatBytes(value: number | null | undefined): string {
  if (value == null) return absent;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${Number((value / 1000 ** power).toPrecision(3))} ${units[power]}`;
}

export function formatSeconds(value: number | null | undefined): string {
  if (value == null) return absent;
  if (value < 1) return 'under 1 s';
  if (value < 90) return `${Math.round(value)} s`;
  if (value < 5400) return `${Math.round(value / 60)} min`;
  return `${(value / 3600).toFixed(1)} h`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}
