import { joined } from '../components/joined';
import { Skeleton } from '../components/Skeleton';
import { coversInput } from './coversInput';
import { imageSize } from './imageSize';
import { StimulusCrop } from './StimulusCrop';
import { StimulusImage, stimulusLabel } from './StimulusImage';
import type { UnitThumbnails as Fields } from './thumbnailFields';

type Props = { unit: Fields };

/** What drives a unit, in a cell of a grid: the first stimulus with what was seen of it, and some more in little. */
export function UnitThumbnails({ unit }: Props) {
  if (unit.topStimuli.__typename === 'Computation') return <Skeleton className="h-20 w-full" />;
  const [first, ...more] = unit.topStimuli.__typename === 'TopStimuli' ? unit.topStimuli.activations : [];
  if (!first) return <p className="flex h-20 items-center justify-center text-tiny text-faint">no activation</p>;
  const size = imageSize(first.stimulus.shape);
  const box = coversInput(first.receptiveField, size) ? null : first.receptiveField;
  return (
    <div className="@container flex h-20 gap-1 overflow-hidden">
      <StimulusImage
        image={first.stimulus.image}
        label={stimulusLabel(first.stimulus)}
        size={size}
        box={box}
        tight
        className="h-full shrink-0 rounded-[0.2rem]"
      />
      <div className="grid h-full shrink-0 grid-flow-col grid-rows-3 gap-1">
        {more.map(({ stimulus, crop }, place) => (
          <StimulusCrop
            key={stimulus.id}
            image={box ? crop : stimulus.image}
            stimulus={stimulus}
            title={box ? `Seen in ${stimulusLabel(stimulus)}` : stimulusLabel(stimulus)}
            className={joined('size-6 rounded-[0.15rem] border border-line', place > 2 && '@max-[8.5rem]:hidden')}
          />
        ))}
      </div>
    </div>
  );
}
