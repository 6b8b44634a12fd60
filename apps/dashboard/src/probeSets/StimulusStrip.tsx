import { joined } from '../components/joined';

type Stimulus = { id: string; index: number; label: string | null; name: string | null; thumbnail: string };

/** Small pictures of stimuli in a row that wraps. */
export function StimulusStrip({ stimuli, className }: { stimuli: readonly Stimulus[]; className?: string }) {
  return (
    <ul className={joined('flex flex-wrap gap-1.5', className)}>
      {stimuli.map(({ id, index, label, name, thumbnail }) => {
        const title = [`${index}`, name, label].filter(Boolean).join(' · ');
        return (
          <li key={id}>
            {/* biome-ignore lint/performance/noImgElement: the server makes it small already */}
            <img
              src={thumbnail}
              alt={title}
              title={title}
              loading="lazy"
              className="pixelated size-12 rounded-small border border-line bg-sunken object-contain"
            />
          </li>
        );
      })}
    </ul>
  );
}
