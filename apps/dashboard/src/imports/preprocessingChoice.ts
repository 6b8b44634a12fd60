import type { ModelInput } from './networkImportDocuments';

export type Preset = NonNullable<ModelInput['preset']>;

/** What people say of preprocessing: a preset, or numbers of their own as they are written. */
export type PreprocessingChoice = {
  readonly by: Preset | 'NONE' | 'OWN';
  readonly scale: string;
  readonly mean: string;
  readonly deviation: string;
  readonly shorterSide: string;
};

export const noPreprocessing: PreprocessingChoice = {
  by: 'NONE',
  scale: '1',
  mean: '',
  deviation: '',
  shorterSide: '',
};

export const presetNames: Record<PreprocessingChoice['by'], string> = {
  NONE: 'None: as they are',
  IMAGENET: 'ImageNet (torchvision)',
  CLIP: 'CLIP',
  INCEPTION: 'Inception: −1 to 1',
  CAFFE: 'Caffe: blue first',
  OWN: 'Numbers of my own',
};

/** Numbers out of text: a fraction too (1/255), several behind commas or spaces; null where it is none. */
export function numbersIn(text: string): number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((each) => {
      const [above, below, more] = each.split('/');
      return more !== undefined ? Number.NaN : Number(above) / (below === undefined ? 1 : Number(below || Number.NaN));
    });
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** What is wrong with a field; null when nothing is. An empty one says nothing, and so nothing wrong. */
export function numbersProblem(text: string, counts: readonly number[]): string | null {
  const numbers = numbersIn(text);
  if (numbers === null) return 'Write numbers, for example 0.5 or 1/255.';
  if (numbers.length === 0 || counts.includes(numbers.length)) return null;
  return `Write ${counts.join(' or ')}, and not ${numbers.length}.`;
}

/** The choice as the API takes it; one number stands for all channels. */
export function preprocessingInput(choice: PreprocessingChoice, channels: number): Partial<ModelInput> {
  const { by, scale, mean, deviation, shorterSide } = choice;
  if (by === 'NONE') return {};
  if (by !== 'OWN') return { preset: by };
  const list = (text: string): number[] | undefined => {
    const numbers = numbersIn(text) ?? [];
    return numbers.length === 0 ? undefined : numbers.length === 1 ? new Array(channels).fill(numbers[0]) : numbers;
  };
  const [side] = numbersIn(shorterSide) ?? [];
  const [factor] = numbersIn(scale) ?? [];
  const [means, deviations] = [list(mean), list(deviation)];
  return {
    ...(factor === undefined ? {} : { scale: factor }),
    ...(means ? { mean: means } : {}),
    ...(deviations ? { deviation: deviations } : {}),
    ...(side === undefined ? {} : { resize: { shorterSide: Math.round(side), interpolation: 'BILINEAR' as const } }),
  };
}
