import { comparisonIn } from '../comparisonIn';
import type { AlignmentData, RotatedData } from './alignmentDocument';
import { onAlignmentAxis, type RotatedAssignment } from './readAlignment';

/** The rotation baseline of the assignment on the axis of the alignment; null until it is there. */
export function rotatedAssignment(
  data: RotatedData | undefined,
  { dimensionsLeft, dimensionsRight }: Pick<AlignmentData, 'dimensionsLeft' | 'dimensionsRight'>,
): RotatedAssignment | null {
  const matching = data && comparisonIn(data)?.matching;
  if (matching?.__typename !== 'Matching' || matching.rotation.__typename !== 'Baseline') return null;
  const { mean, percentile95, pValue } = matching.rotation;
  if (mean === null || percentile95 === null) return null;
  const sizes = { matched: matching.matchedCount, left: dimensionsLeft, right: dimensionsRight };
  return { mean: onAlignmentAxis(mean, sizes), percentile95: onAlignmentAxis(percentile95, sizes), pValue };
}
