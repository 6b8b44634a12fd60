import { useMemo } from 'react';
import { Button } from '../components/Button';
import { formatAny, formatCount } from '../format/numbers';
import { imageSize } from '../units/imageSize';
import { StimulusImage, stimulusLabel } from '../units/StimulusImage';
import type { PairPoint } from './activationsDocument';
import { strongestFirst } from './scatterScale';

type Props = {
  points: readonly PairPoint[];
  hovered: PairPoint | null;
  /** Whether the points were chosen with the brush; otherwise they are all. */
  brushed: boolean;
  onClear: () => void;
};

const shown = 40;

function placeInWords([first, second]: readonly number[]): string {
  return second === undefined ? `token ${first}` : `row ${first}, column ${second}`;
}

/** The stimulus under the pointer, and those that were chosen with the brush: the ones that drive both units most come first. */
export function BrushedStimuli({ points, hovered, brushed, onClear }: Props) {
  const ordered = useMemo(() => strongestFirst(points).slice(0, shown), [points]);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex h-20 items-center gap-3" aria-live="polite">
        {hovered ? (
          <>
            <StimulusImage
              image={hovered.stimulus.image}
              label={stimulusLabel(hovered.stimulus)}
              size={imageSize(hovered.stimulus.shape)}
              className="h-full"
            />
            <p className="text-small">
              {stimulusLabel(hovered.stimulus)}
              {hovered.position.length > 0 ? (
                <span className="block text-faint">at {placeInWords(hovered.position)}</span>
              ) : null}
              <span className="block text-faint">
                left {formatAny(hovered.x)}, right {formatAny(hovered.y)}
              </span>
            </p>
          </>
        ) : (
          <p className="text-small text-faint">
            Point at a sample to see its stimulus. Drag over several to list them; arrow keys go through all.
          </p>
        )}
      </div>
      <div>
        <p className="mb-2 flex items-center gap-3 text-small text-soft">
          {brushed ? `${formatCount(points.length)} chosen` : 'Strongest on both'}
          {brushed && points.length > shown ? `, the strongest ${shown} shown` : ''}
          {brushed ? (
            <Button look="quiet" onClick={onClear}>
              Clear
            </Button>
          ) : null}
        </p>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(3rem,1fr))] gap-2">
          {ordered.map((point) => (
            <li key={`${point.stimulus.id} ${point.position.join(' ')}`} className="text-center">
              <StimulusImage
                image={point.stimulus.image}
                label={`${stimulusLabel(point.stimulus)}, left ${formatAny(point.x)}, right ${formatAny(point.y)}`}
                size={imageSize(point.stimulus.shape)}
                className="w-full rounded-[0.15rem]"
              />
              <span className="text-tiny text-faint">{point.stimulus.label ?? `#${point.stimulus.index}`}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
