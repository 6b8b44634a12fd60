/** One kind of part of every bar. */
export interface BarSeries {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  /** Of numbers on it. */
  readonly ink: string;
}

export interface Bar {
  readonly label: string;
  /** In the order of the series, 0 or more. */
  readonly values: readonly number[];
}

export interface Segment {
  readonly series: number;
  readonly value: number;
  /** Shares of the bar, 0..1. */
  readonly start: number;
  readonly end: number;
}

/** The parts of a bar as shares of its whole; those of nothing are left out, and a bar of nothing has none. */
export function segmentsOf({ values }: Bar): Segment[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  let before = 0;
  return values.flatMap((value, series) => {
    const start = before;
    before += value;
    return value > 0 ? [{ series, value, start: start / total, end: before / total }] : [];
  });
}
