import { type ChosenFile, nameOf, visible } from './chosenFile';
import { ImportFailure } from './importFailure';
import { safeExport } from './safeExport';

/** What files that were chosen together are. */
export type Understood =
  | { readonly kind: 'NETWORK'; readonly model: ChosenFile; readonly beside: readonly ChosenFile[] }
  | { readonly kind: 'RECORDINGS'; readonly manifest: ChosenFile; readonly files: readonly ChosenFile[] }
  /** One file, or those of a folder, which are sent as one archive. */
  | { readonly kind: 'PROBE_SET'; readonly files: readonly ChosenFile[]; readonly name: string };

const pickles = /\.(pt|pth|pkl|pickle|ckpt|joblib|bin)$/i;
const images = /\.(png|jpe?g|webp)$/i;
const stimuli = /\.(zip|npy|npz|safetensors|csv|tsv|txt)$/i;

/**
 * Tells what was chosen by the names of files.
 * @throws ImportFailure that names the file, and says what can be chosen
 */
export function understand(chosen: readonly ChosenFile[]): Understood {
  const files = visible(chosen);
  if (files.length === 0) throw new ImportFailure('There is no file in what was chosen.', whatCanBeChosen);
  const manifest = files.filter(({ path }) => nameOf(path) === 'manifest.json').sort(byDepth)[0];
  const models = files.filter(({ path }) => /\.onnx$/i.test(path) || nameOf(path) === 'model.json');
  // Beside a model, files of any name may hold its weights.
  const pickle = models.length === 0 ? files.find(({ path }) => pickles.test(path)) : undefined;
  if (pickle !== undefined) throw pickleFailure(pickle.path);
  if (manifest !== undefined) return { kind: 'RECORDINGS', manifest, files };
  const [model, another] = models;
  if (another !== undefined) {
    throw new ImportFailure(
      `There are ${models.length} networks: ${models
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', ')}.`,
      'Choose one .onnx file or model.json at a time, with the files of its weights.',
    );
  }
  const archive = model && files.find(({ path }) => /\.zip$/i.test(path));
  if (archive !== undefined) {
    throw new ImportFailure(
      `${nameOf(archive.path)} lies beside the network ${nameOf(model?.path ?? '')}, and holds no weights as it is.`,
      'Unpack it if it does, or import it by itself if it holds stimuli.',
    );
  }
  if (model !== undefined) return { kind: 'NETWORK', model, beside: files.filter((each) => each !== model) };
  const [only] = files;
  if (files.length === 1 && only !== undefined && stimuli.test(only.path))
    return { kind: 'PROBE_SET', files, name: withoutEnding(nameOf(only.path)) };
  if (files.some(({ path }) => images.test(path))) {
    const stray = files.find(({ path }) => !images.test(path) && nameOf(path).toLowerCase() !== 'labels.csv');
    if (stray === undefined) return { kind: 'PROBE_SET', files, name: folderOf(files) };
    throw new ImportFailure(
      `${stray.path} lies among the images, and is none that is read (PNG, JPEG, WebP), nor labels.csv.`,
      'Take it out of the folder, and choose the folder again.',
    );
  }
  throw new ImportFailure(
    files.length === 1
      ? `${files[0]?.path} is nothing that is read here.`
      : `Of ${files.length} files, beginning with ${files[0]?.path}, nothing says what they are.`,
    whatCanBeChosen,
  );
}

const whatCanBeChosen =
  'Choose an .onnx file, or model.json of TensorFlow.js with its weights; a folder with manifest.json and recorded activations; or a probe set: a folder or zip of images, .npy, .npz, .csv or .txt.';

function pickleFailure(path: string): ImportFailure {
  return new ImportFailure(
    `${path} is a pickle by its name. Loading one runs whatever code it brings, so it is never opened here, and was not sent.`,
    'A model: export it as ONNX, with torch.onnx.export. Activations: save them as safetensors, with these lines of Python, and choose that file with its manifest.',
    safeExport,
  );
}

function byDepth(a: ChosenFile, b: ChosenFile): number {
  return a.path.split('/').length - b.path.split('/').length;
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

function folderOf(files: readonly ChosenFile[]): string {
  const [first] = files[0]?.path.split('/') ?? [];
  return files.length > 0 && files.every(({ path }) => path.startsWith(`${first}/`)) ? (first ?? 'images') : 'images';
}

/** A short name that may stand in addresses, made of any text. */
export function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[-.]+$/g, '')
    .toLowerCase()
    .slice(0, 64);
  return slug === '' ? 'mine' : slug;
}

/** What is wrong with a short name; null when nothing is. */
export function slugProblem(slug: string, taken: readonly string[]): string | null {
  if (slug === '') return 'Give it a short name.';
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(slug))
    return 'Use up to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit.';
  return taken.includes(slug) ? `${slug} is taken. Choose another, or remove that one first.` : null;
}
