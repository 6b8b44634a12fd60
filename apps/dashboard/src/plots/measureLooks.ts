import { formatValue } from '../format/numbers';

/** What makes two units alike; the schema's `Measure`. */
export type Measure = 'PEARSON' | 'SPEARMAN' | 'MUTUAL_INFORMATION';

/** How values of a measure are called and drawn, the same in every plot and table. Higher = more alike for all of them. */
export interface MeasureLook {
  /** In a choice of measures. */
  readonly name: string;
  /** What one value is, on axes and in heads of columns. */
  readonly title: string;
  /** Behind a number in a sentence; empty for what has no unit. */
  readonly unit: string;
  readonly range: string;
  /** Said once, where there is room. */
  readonly meaning: string;
  /** Whether values below zero mean something. */
  readonly signed: boolean;
  /** Places behind the point where there is little room. */
  readonly places: number;
  /** Name of the column in a CSV file. */
  readonly column: string;
}

export const MEASURE_LOOKS: Record<Measure, MeasureLook> = {
  PEARSON: {
    name: 'Pearson',
    title: 'Correlation',
    unit: '',
    range: '−1 to 1',
    meaning: 'how well one unit’s activation follows from the other’s by a straight line',
    signed: true,
    places: 2,
    column: 'correlation',
  },
  SPEARMAN: {
    name: 'Spearman',
    title: 'Rank correlation',
    unit: '',
    range: '−1 to 1',
    meaning: 'the same of ranks: any rising curve will do in place of a straight line',
    signed: true,
    places: 2,
    column: 'rank_correlation',
  },
  MUTUAL_INFORMATION: {
    name: 'Mutual information',
    title: 'Mutual information',
    unit: 'nats',
    range: 'nats; unrelated units are about 0',
    meaning: 'what one unit tells of the other in whatever way, less the bias of few samples',
    signed: false,
    places: 3,
    column: 'mutual_information_nats',
  },
};

/** The name with its unit: `Mutual information in nats`. */
export const titleWithUnit = ({ title, unit }: MeasureLook): string => (unit ? `${title} in ${unit}` : title);

/** A value with its name, for those who hear it. */
export const spoken = ({ title, unit }: MeasureLook, value: number): string =>
  `${title.toLowerCase()} ${formatValue(value)}${unit ? ` ${unit}` : ''}`;
