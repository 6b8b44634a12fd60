import { Skeleton } from '../components/Skeleton';
import { StimulusCrop } from '../units/StimulusCrop';
import { stimulusLabel } from '../units/StimulusImage';
import type { NineStimuli } from './topStimuliFields';

type Props = { unit: NineStimuli | null; size: string };

/** A unit's nine top stimuli, each cropped to what the unit sees, three by three as in the paper. One name for all nine. */
export function StimulusMosaic({ unit, size }: Props) {
  if (!unit || unit.topStimuli.__typename === 'Computation') return <Skeleton className={`${size} aspect-square`} />;
  const blank = `${size} flex aspect-square items-center justify-center rounded-small bg-sunken p-1 text-center text-tiny text-faint`;
  if (unit.topStimuli.__typename === 'Unavailable') return <div className={blank}>{unit.topStimuli.message}</div>;
  const { activations } = unit.topStimuli;
  if (activations.length === 0) return <div className={blank}>none</div>;
  const labels = activations.map(({ stimulus }) => stimulus.label).filter((label) => label !== null);
  return (
    <div
      role="img"
      aria-label={`Top stimuli of unit ${unit.index}${labels.length > 0 ? `, of class ${labels.join(', ')}` : ''}`}
      className={`${size} grid aspect-square grid-cols-3 grid-rows-3 gap-px rounded-[2px] bg-line-strong p-px`}
    >
      {activations.map(({ rank, crop, value, stimulus }) => (
        <StimulusCrop
          key={rank}
          image={crop}
          stimulus={stimulus}
          title={`${stimulusLabel(stimulus)}: activation ${value.toPrecision(3)}`}
          className="size-full bg-sunken object-fill"
        />
      ))}
    </div>
  );
}
