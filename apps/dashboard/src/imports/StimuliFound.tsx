import { extents } from '../format/extents';
import { formatBytes, formatCount, plural } from '../format/numbers';
import type { StimuliInspection } from './probeSetImportDocuments';

/** What a file of stimuli holds. */
export function StimuliFound({ found }: { found: StimuliInspection }) {
  const { count, classes, classCount, names, notes, bytes, source } = found;
  return (
    <div className="flex flex-col gap-2 text-soft">
      <p>
        <span className="font-medium text-ink">{plural(count, 'stimulus', 'stimuli')}</span>, {shapeInWords(found)},{' '}
        {formatBytes(bytes)}. {notes.map((note) => `${note.replaceAll(' x ', ' × ')}.`).join(' ')}
      </p>
      {classCount > 0 ? (
        <p>
          {plural(classCount, 'class', 'classes')}:{' '}
          {classes
            .slice(0, 12)
            .map(({ name, count: each }) => `${name} (${formatCount(each)})`)
            .join(', ')}
          {classCount > 12 ? ' and others' : ''}.
        </p>
      ) : null}
      {names.length > 0 ? (
        <p className="text-small break-words text-faint">
          {source === 'TEXT' ? 'It begins: ' : 'In this order: '}
          {names.slice(0, 4).join(' · ')}
          {count > 4 ? ' …' : ''}
        </p>
      ) : null}
    </div>
  );
}

function shapeInWords({ shape, source }: StimuliInspection): string {
  if (shape === null) return 'images of several sizes';
  if (shape.length === 3) {
    const [channels, height, width] = shape;
    return `images of ${extents([height ?? 1, width ?? 1])} pixels, ${plural(channels ?? 1, 'channel')}`;
  }
  return source === 'TEXT' ? `rows of ${shape[0]} tokens` : `rows of ${plural(shape[0] ?? 0, 'number')}`;
}
