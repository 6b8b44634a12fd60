'use client';

import { useMemo } from 'react';
import { useResult } from '../../computing/useResult';
import type { UnitMatrix } from '../../plots/unitMatrix';
import type { Compared } from '../comparisonDocument';
import { useUnitMatrix } from '../useUnitMatrix';
import { joinedMatrix, MOST_JOINED } from './joinedMatrix';
import { fileIn, matricesDocument } from './matricesDocument';
import type { Leaf } from './unitClusters';

/** The correlations between the layers, and those of all leaves with all; null while they are not there. */
export function useClusterMatrices(compared: Compared, leaves: readonly Leaf[]) {
  const result = useResult({ query: matricesDocument, variables: compared });
  const few = leaves.length <= MOST_JOINED;
  const across = useUnitMatrix(fileIn(result.data, 'across'));
  const left = useUnitMatrix(few ? fileIn(result.data, 'leftOwn') : null);
  const right = useUnitMatrix(few ? fileIn(result.data, 'rightOwn') : null);
  const all = useMemo<UnitMatrix | null>(
    () =>
      left.matrix && across.matrix && right.matrix
        ? joinedMatrix(leaves, { left: left.matrix, across: across.matrix, right: right.matrix })
        : null,
    [leaves, left.matrix, across.matrix, right.matrix],
  );
  const failed = [across, left, right].find(({ error }) => error !== null);
  return { result, across: across.matrix, all, few, error: failed?.error ?? null, retry: failed?.retry };
}
