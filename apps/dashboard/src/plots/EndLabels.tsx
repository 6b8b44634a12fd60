import { partLabels } from './labels';

export type EndLabel = { key: string; y: number; text: string; colour: string };

type Props = { labels: readonly EndLabel[]; x: number; top: number; bottom: number };

/** Names of lines at their right ends, parted so that none covers another. */
export function EndLabels({ labels, x, top, bottom }: Props) {
  const heights = partLabels(labels, 15, top, bottom);
  return (
    <g fontSize="11" fontWeight="500">
      {labels.map((label, index) => (
        <g key={label.key}>
          <path
            d={`M${x},${label.y}L${x + 8},${heights[index]}`}
            fill="none"
            stroke={label.colour}
            strokeWidth="1"
            opacity="0.7"
          />
          <text x={x + 12} y={heights[index]} dy="0.34em" fill={label.colour}>
            {label.text}
          </text>
        </g>
      ))}
    </g>
  );
}
