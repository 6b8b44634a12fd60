import { Segmented } from '../components/Segmented';
import { TextField } from '../components/TextField';
import type { StimuliInspection } from './probeSetImportDocuments';
import { StepCard } from './StepCard';
import { type StimuliChoice, wholeIn } from './stimuliChoice';

type Props = {
  choice: StimuliChoice;
  onChange: (choice: StimuliChoice) => void;
  source: StimuliInspection['source'] | null;
  /** Images have several sizes, and nobody said which to make of them. */
  isUnsized: boolean;
};

/** How to read a file of stimuli: sizes of images, what text is, and who made it. */
export function StimuliOptions({ choice, onChange, source, isUnsized }: Props) {
  const set = (field: keyof StimuliChoice) => (value: string) => onChange({ ...choice, [field]: value });
  return (
    <StepCard title="How to read it">
      {source === 'IMAGES' ? (
        <div className="flex flex-col gap-3">
          {isUnsized ? (
            <p className="text-warning">The images have several sizes. Say what size to make of them.</p>
          ) : null}
          <div className="flex flex-wrap items-end gap-4">
            <Segmented
              label="Size"
              value={choice.size}
              onChange={set('size')}
              choices={[
                { value: 'ASIS', label: 'As they are' },
                { value: 'SQUARE', label: 'Centre square' },
                { value: 'STRETCHED', label: 'Stretched' },
              ]}
            />
            {choice.size === 'ASIS' ? null : (
              <TextField
                label="Pixels a side"
                value={choice.side}
                onChange={set('side')}
                inputMode="numeric"
                className="w-32"
                problem={wholeIn(choice.side, 2048) === null ? '1 to 2048' : null}
              />
            )}
          </div>
          <p className="text-small text-faint">
            Networks resize by their own preprocessing as well: keep images as large as the largest network wants them.
          </p>
        </div>
      ) : null}
      {choice.isText ? (
        <div className="flex flex-wrap items-end gap-4">
          <Segmented
            label="What it is"
            value={choice.text}
            onChange={set('text')}
            choices={[
              { value: 'TABLE', label: 'Table of features' },
              { value: 'BYTES', label: 'Lines of text' },
            ]}
          />
          {choice.text === 'BYTES' ? (
            <TextField
              label="Tokens of each line"
              value={choice.length}
              onChange={set('length')}
              inputMode="numeric"
              className="w-56"
              hint="Each byte is a token; longer lines are cut, shorter ones padded with 0."
              problem={
                choice.length !== '' && wholeIn(choice.length, 131_072) === null ? 'A whole number from 1.' : null
              }
            />
          ) : null}
        </div>
      ) : null}
      <TextField
        label="Credit"
        value={choice.credit}
        onChange={set('credit')}
        hint="Who made it, and under which licence; may be left empty."
        maxLength={500}
        className="max-w-xl"
      />
    </StepCard>
  );
}
