import { compare } from '../../scripts/verification/compare.mjs';

/** As `npm run verify` compares, unless a stage needs more: see `compare`. */
const TOLERANCES = {
  // A duality gap of 1e-8 is a bound on the objective; the loss, a part of it, may be off by more.
  'LASSO path': { tolerance: 1e-4 },
};

/** @throws where the two sides have come to different results, naming the stages */
export function compareResults(ours, theirs) {
  const apart = Object.entries(theirs).flatMap(([stage, wanted]) => {
    const { agrees, note, error } = compare(ours[stage], wanted, TOLERANCES[stage]);
    return agrees ? [] : [`${stage}: relative error ${error?.toExponential(1) ?? ''} (${note})`];
  });
  if (apart.length > 0) throw new Error(`The results do not agree.\n  ${apart.join('\n  ')}`);
}
