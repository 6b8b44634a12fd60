import type { ImportOptions } from './importOptions.js';
import { tableOf } from './table.js';
import { counted, withCommas } from './words.js';

/** What was understood of a network, by the server or here. */
export interface UnderstoodNetwork {
  readonly inputKind: string;
  readonly inputShape: readonly number[];
  readonly inputType: string | null;
  readonly filledInputs: readonly string[];
  readonly parameterCount: number;
  readonly unitCount: number;
  readonly preprocessing: { readonly summary: string };
  readonly layers: readonly {
    readonly name: string;
    readonly kind: string;
    readonly unitCount: number;
    readonly positions: readonly number[];
    readonly tensor: string;
  }[];
}

/** The same for people, with a warning where images would go in as they are. */
export function linesOfNetwork(
  understood: UnderstoodNetwork,
  options: ImportOptions,
  layerCount = understood.layers.length,
): string[] {
  const { inputKind, inputShape, inputType, filledInputs, parameterCount, unitCount, preprocessing, layers } =
    understood;
  const shape = inputKind === 'TOKENS' && inputShape[0] === 0 ? 'of any length' : inputShape.join(' x ');
  const filled = filledInputs.length === 0 ? '' : `; filled: ${filledInputs.join(', ')}`;
  const silent = ['preset', 'scale', 'mean', 'deviation', 'resize', 'channelOrder'].every(
    (name) => options[name as keyof ImportOptions] === undefined,
  );
  return [
    ...tableOf(
      [
        ['Input', `${inputKind.toLowerCase()} ${shape}${inputType === null ? '' : ` (${inputType})`}${filled}`],
        ['Preprocessing', preprocessing.summary],
        [
          'Size',
          `${counted(layerCount, 'layer')}, ${counted(unitCount, 'unit')}, ${withCommas(parameterCount)} weights`,
        ],
      ],
      '  ',
    ),
    ...tableOf(
      layers.map(({ name, kind, unitCount: units, positions }) => [
        name,
        kind.toLowerCase(),
        `${withCommas(units)} units`,
        positions.length === 0 ? '' : positions.map((extent) => (extent === 0 ? 'any' : extent)).join(' x '),
      ]),
      '    ',
    ),
    ...(layerCount > layers.length ? [`    … and ${layerCount - layers.length} more`] : []),
    ...(silent && inputKind === 'IMAGE'
      ? [
          '  No preprocessing was given: stimuli go in as they are. Where it was trained with another one it runs, and is wrong.',
          '  Say it by --preset, or by --scale, --mean and --deviation.',
        ]
      : []),
  ];
}
