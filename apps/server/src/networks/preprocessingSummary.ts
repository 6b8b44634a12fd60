import type { Preprocessing } from '@unitgraph/analysis';

/** All of it in one line, for people. */
export function summaryOf({ scale, mean, deviation, resize, crop, channelOrder }: Preprocessing): string {
  const steps: string[] = [];
  if (resize !== undefined) {
    const size =
      resize.shorterSide === undefined ? `${resize.height} x ${resize.width}` : `shorter side ${resize.shorterSide}`;
    steps.push(`${size} (${resize.interpolation.toLowerCase()})`);
  }
  if (crop !== undefined) steps.push(`centre ${crop.join(' x ')}`);
  if (channelOrder === 'BGR') steps.push('blue first');
  if (scale !== 1) steps.push(Number.isInteger(1 / scale) ? `/ ${1 / scale}` : `x ${short(scale)}`);
  if (mean.some((each) => each !== 0)) steps.push(`- ${listOf(mean)}`);
  if (deviation.some((each) => each !== 1)) steps.push(`/ ${listOf(deviation)}`);
  return steps.length === 0 ? 'as they are' : steps.join(', ');
}

/** Many features would fill a page. */
function listOf(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 4).map(short).join(' ');
  const many = numbers.length > 4 ? ` … (${numbers.length})` : '';
  return numbers.length === 1 ? shown : `[${shown}${many}]`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
