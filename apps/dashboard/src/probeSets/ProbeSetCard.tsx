import { CopyText } from '../components/CopyText';
import { Figure, Figures } from '../components/Figure';
import { extents } from '../format/extents';
import { formatCount } from '../format/numbers';
import type { ProbeSetData } from './probeSetsDocument';
import { RemoveProbeSet } from './RemoveProbeSet';
import { StimulusStrip } from './StimulusStrip';

const sources = { IMAGES: 'Images', ARRAY: 'Array', TABLE: 'Table', TEXT: 'Text' } as const;

/** One probe set: how many stimuli of what, and the first of them. */
export function ProbeSetCard({ probeSet, onRemoved }: { probeSet: ProbeSetData; onRemoved: () => void }) {
  const { slug, name, digest, count, heldOutCount, shape, hasStimuli, classes, credit, source, notes } = probeSet;
  return (
    <article id={slug} className="surface flex scroll-mt-20 flex-col gap-4 p-4 target:border-accent">
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="text-[0.9375rem] leading-6 break-words">{name}</h2>
          <p className="truncate text-small text-faint">{slug}</p>
        </div>
        <RemoveProbeSet probeSet={probeSet} onRemoved={onRemoved} />
      </header>
      <Figures>
        <Figure name="Stimuli">{formatCount(count)}</Figure>
        <Figure name="Each of">{hasStimuli ? extents(shape) : 'only their digest is known'}</Figure>
        <Figure name="Classes">{classes.length === 0 ? 'none' : formatCount(classes.length)}</Figure>
        {heldOutCount > 0 ? <Figure name="Held out">{formatCount(heldOutCount)}</Figure> : null}
        {source ? <Figure name="Came as">{sources[source]}</Figure> : null}
        <Figure name="Digest">
          <CopyText text={digest} shown={digest.slice(0, 12)} name="digest" />
        </Figure>
      </Figures>
      {hasStimuli && shape.length === 3 ? <StimulusStrip stimuli={probeSet.stimuli.nodes} /> : null}
      {hasStimuli && shape.length !== 3 && probeSet.stimuli.nodes.some((each) => each.name !== null) ? (
        <p className="truncate text-small text-soft">
          {probeSet.stimuli.nodes
            .slice(0, 6)
            .map((each) => each.name)
            .join(' · ')}
        </p>
      ) : null}
      {classes.length > 0 ? <p className="truncate text-small text-soft">{classes.slice(0, 24).join(' · ')}</p> : null}
      {notes.length > 0 || credit ? (
        <p className="max-w-prose text-small text-pretty text-faint">
          {[...notes.map((note) => `${note.replaceAll(' x ', ' × ')}.`), credit].filter(Boolean).join(' ')}
        </p>
      ) : null}
    </article>
  );
}
