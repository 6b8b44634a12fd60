import { Select } from '../components/Select';
import { TextField } from '../components/TextField';
import type { Inspection } from './networkImportDocuments';
import { numbersProblem, type PreprocessingChoice, presetNames } from './preprocessingChoice';
import { StepCard } from './StepCard';

type Props = {
  choice: PreprocessingChoice;
  onChange: (choice: PreprocessingChoice) => void;
  kind: Inspection['inputKind'];
  channels: number;
  presets: Inspection['presets'];
  /** What it comes to, by the server; null while that is not known. */
  summary: string | null;
};

/** How stimuli become the network's input. */
export function PreprocessingCard({ choice, onChange, kind, channels, presets, summary }: Props) {
  if (kind === 'TOKENS') {
    return (
      <StepCard title="Preprocessing">
        <p className="text-soft">None: tokens go in as they are.</p>
      </StepCard>
    );
  }
  const offered = ['NONE' as const, ...presets.map(({ preset }) => preset), 'OWN' as const];
  const set = (field: keyof PreprocessingChoice) => (value: string) => onChange({ ...choice, [field]: value });
  return (
    <StepCard title="Preprocessing" note="as the network was trained: with another one it runs, and is wrong">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Select
          label="Preset"
          value={choice.by}
          onChange={(by) => onChange({ ...choice, by })}
          choices={offered.map((by) => ({ value: by, label: presetNames[by] }))}
        />
      </div>
      {choice.by === 'OWN' ? (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <TextField
            label="Scale"
            value={choice.scale}
            onChange={set('scale')}
            hint="Factor of raw values: 1/255 for pixels."
            problem={numbersProblem(choice.scale, [1])}
          />
          <TextField
            label="Mean"
            value={choice.mean}
            onChange={set('mean')}
            hint="Subtracted then: one number, or one a channel."
            problem={numbersProblem(choice.mean, [1, channels])}
          />
          <TextField
            label="Deviation"
            value={choice.deviation}
            onChange={set('deviation')}
            hint="Divided by at last."
            problem={numbersProblem(choice.deviation, [1, channels])}
          />
          {kind === 'IMAGE' ? (
            <TextField
              label="Resize the shorter side to"
              value={choice.shorterSide}
              onChange={set('shorterSide')}
              inputMode="numeric"
              hint="Pixels; then the centre is cut out. Empty: as they are."
              problem={numbersProblem(choice.shorterSide, [1])}
            />
          ) : null}
        </div>
      ) : null}
      <p className="text-small text-soft" aria-live="polite">
        {summary === null ? '…' : `Stimuli go in: ${summary.replaceAll(' x ', ' × ')}.`}
      </p>
    </StepCard>
  );
}
