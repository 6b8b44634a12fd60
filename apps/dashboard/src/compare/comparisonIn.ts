type Answer = { compare: { __typename: string } };

/** The comparison in an answer; undefined where the layers turned out not to be comparable. */
export function comparisonIn<Data extends Answer>(
  data: Data,
): Extract<Data['compare'], { __typename: 'LayerComparison' }> | undefined {
  return data.compare.__typename === 'LayerComparison'
    ? (data.compare as Extract<Data['compare'], { __typename: 'LayerComparison' }>)
    : undefined;
}
