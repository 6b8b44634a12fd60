import { Refusal } from '@unitgraph/analysis/errors';
import type { Command } from 'commander';
import { CommandFailed } from './commandFailed.js';
import { examples } from './examples.js';
import { addImportOptions, type ImportOptions, refuseSenseless } from './importOptions.js';
import type { FoundPath } from './kindOfPath.js';
import { type Session, sessionOf } from './session.js';
import { textChoice } from './textChoice.js';

export function addImport(program: Command): void {
  addImportOptions(
    program
      .command('import')
      .summary('bring in networks, probe sets, or recorded activations')
      .description(
        'Brings in networks: ONNX files, or model.json of TensorFlow.js, with the files beside them that their weights lie in; probe sets: folders or zips of images, arrays, tables, text; or recorded activations: a manifest.json, or the folder that holds it with its arrays. An import of recordings that was interrupted goes on where it was when it is begun again.',
      )
      .argument(
        '<paths...>',
        'ONNX files, model.json of TensorFlow.js, manifests, folders that hold a manifest.json or model.json; folders of images, .zip, .npy, .npz, .safetensors, .csv, .tsv or .txt of stimuli',
      ),
  )
    .addHelpText(
      'after',
      examples(
        ['unitgraph import network.onnx --preset imagenet', 'a network of images'],
        [
          'unitgraph import digits.onnx --slug mine --scale 0.0625 --mean 0.3058 --deviation 0.3763',
          'with its own preprocessing',
        ],
        ['unitgraph import network.onnx --dry-run', 'its layers and units, without a server'],
        ['unitgraph import pets/ --resize 224', 'a probe set of the images in a folder'],
        ['unitgraph import sounds.npy --labels sounds.txt', 'a probe set of an array, with its labels'],
        ['unitgraph import recordings/', 'recorded activations, by recordings/manifest.json'],
      ),
    )
    .action(async (paths: readonly string[], options: ImportOptions, command: Command) =>
      importAll(sessionOf(command), paths, options),
    );
}

async function importAll(session: Session, paths: readonly string[], options: ImportOptions): Promise<void> {
  const { terminal } = session;
  // The other commands need no engine, whose loading takes a while.
  const { kindOfPath } = await import('./kindOfPath.js');
  // All are looked at before any is sent: a wrong name imports nothing.
  const found = await Promise.all(paths.map((path) => kindOfPath(path)));
  refuseSenseless(
    options,
    found.map(({ kind }) => kind),
  );
  for (const { kind, path } of found) if (kind === 'probe set') textChoice(path, options);
  const done: object[] = [];
  const refused: Refusal[] = [];
  for (const each of found) {
    try {
      const { value, lines } = await bringIn(session, each, options);
      done.push(value);
      if (!terminal.options.json) terminal.answer(value, lines);
    } catch (error) {
      // What is wrong with one says nothing of the next; without a server there is no next.
      if (!(error instanceof Refusal) || error instanceof CommandFailed) throw error;
      refused.push(error);
    }
  }
  if (terminal.options.json && done.length > 0) terminal.answer(paths.length === 1 ? done[0] : done, []);
  const [first, ...others] = refused;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new Refusal(refused.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'), '');
}

async function bringIn(
  session: Session,
  found: FoundPath,
  options: ImportOptions,
): Promise<{ value: object; lines: string[] }> {
  if (found.kind === 'probe set') return (await import('./importProbeSet.js')).importProbeSet(session, found, options);
  if (found.kind === 'recordings')
    return (await import('./importRecordings.js')).importRecordings(session, found.path, options);
  return (await import('./importNetwork.js')).importNetwork(session, found.path, options);
}
