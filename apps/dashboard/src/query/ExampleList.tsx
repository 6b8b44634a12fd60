import { joined } from '../components/joined';
import type { Example } from './example';
import { examples } from './examples';

type Props = { current: string | null; onChoose: (example: Example) => void };

export function ExampleList({ current, onChoose }: Props) {
  return (
    <ul className="flex gap-1 overflow-x-auto pb-1 lg:flex-col lg:overflow-visible lg:pb-0">
      {examples.map((example) => {
        const chosen = example.query === current;
        return (
          <li key={example.title} className="shrink-0">
            <button
              type="button"
              aria-current={chosen || undefined}
              onClick={() => onChoose(example)}
              className={joined(
                'w-44 rounded-small px-2.5 py-1.5 text-left transition-colors lg:w-full',
                chosen ? 'bg-accent-wash' : 'hover:bg-hover',
              )}
            >
              <span className={joined('block truncate text-small', chosen && 'font-medium text-accent')}>
                {example.title}
              </span>
              <span className="block truncate text-tiny text-faint">{example.note}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
