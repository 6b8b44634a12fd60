import { formatAny } from '../format/numbers';
import { coversInput } from './coversInput';
import { imageSize } from './imageSize';
import { StimulusImage, stimulusLabel } from './StimulusImage';
import type { Activation } from './unitProfileDocument';

type Props = { activations: readonly Activation[] };

function Stimulus({ activation }: { activation: Activation }) {
  const { stimulus, value, crop, position } = activation;
  const size = imageSize(stimulus.shape);
  const box = coversInput(activation.receptiveField, size) ? null : activation.receptiveField;
  const label = `${stimulusLabel(stimulus)}, activation ${formatAny(value)}${stimulus.heldOut ? ', held out' : ''}`;
  return (
    <li className="min-w-0">
      <div className="flex items-stretch gap-1.5">
        <StimulusImage image={stimulus.image} label={label} size={size} box={box} className="min-w-0 flex-1" />
        {box ? (
          <div className="flex w-[30%] items-center">
            {/* biome-ignore lint/performance/noImgElement: a few pixels, enlarged without smoothing */}
            <img
              src={crop}
              alt=""
              title="What the unit saw: the stimulus cropped to the receptive field"
              className="pixelated w-full rounded-[0.15rem] border border-greedy"
            />
          </div>
        ) : null}
      </div>
      <p className="mt-1 flex items-baseline justify-between gap-2 text-tiny">
        <span className="font-medium">
          {formatAny(value)}
          {position.length === 1 ? <span className="font-normal text-faint"> at token {position[0]}</span> : null}
        </span>
        <span className="truncate text-faint">
          {stimulus.label === null ? `#${stimulus.index}` : `class ${stimulus.label}`}
          {stimulus.heldOut ? ' · held out' : ''}
        </span>
      </p>
    </li>
  );
}

/** The stimuli that drive a unit most, each with the part that it saw. */
export function TopStimuli({ activations }: Props) {
  if (activations.length === 0) return <p className="text-soft">No stimulus activates this unit.</p>;
  return (
    <ol className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3">
      {activations.map((activation) => (
        <Stimulus key={activation.rank} activation={activation} />
      ))}
    </ol>
  );
}
