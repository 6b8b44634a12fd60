import { joined } from '../components/joined';

type Props = { greedy: boolean; assignment: boolean; mutual: boolean };

const marks = [
  ['greedy', 'G', 'bg-greedy', 'Greedy: the best partner in the layer of the same name'],
  ['assignment', 'A', 'bg-assignment', 'Assignment: the partner in the one-to-one matching of highest total'],
  ['mutual', 'M', 'bg-mutual', "Mutual: each is the other's best partner"],
] as const;

/** By which rules two units are matched. */
export function MatchMarks(props: Props) {
  const set = marks.filter(([rule]) => props[rule]);
  return (
    <span className="inline-flex gap-1">
      {set.map(([rule, letter, colour, meaning]) => (
        <abbr
          key={rule}
          title={meaning}
          aria-label={rule}
          className={joined(
            'inline-flex size-[1.125rem] items-center justify-center rounded-[0.2rem] text-[0.625rem] font-semibold text-raised no-underline',
            colour,
          )}
        >
          {letter}
        </abbr>
      ))}
      {set.length === 0 ? <span className="text-faint">–</span> : null}
    </span>
  );
}

export function MarksKey() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-tiny text-faint">
      {marks.map(([rule, , , meaning]) => (
        <li key={rule} className="flex items-center gap-1.5">
          <MatchMarks greedy={rule === 'greedy'} assignment={rule === 'assignment'} mutual={rule === 'mutual'} />
          {meaning}
        </li>
      ))}
    </ul>
  );
}
