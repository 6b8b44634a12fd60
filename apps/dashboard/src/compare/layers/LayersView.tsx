'use client';

import { Note } from '../../components/Note';
import type { ViewProps } from '../ComparisonViews';
import { AlignmentCard } from './AlignmentCard';
import { SimilarityCard } from './SimilarityCard';

/** Two layers as wholes. */
export function LayersView({ comparison, compared }: ViewProps) {
  const within = comparison.left.id === comparison.right.id;
  return (
    <div className="flex flex-col gap-6">
      {within ? (
        <Note>A layer with itself: every measure has its best value, which says nothing but that it is right.</Note>
      ) : null}
      <AlignmentCard comparison={comparison} compared={compared} />
      <SimilarityCard comparison={comparison} compared={compared} />
    </div>
  );
}
