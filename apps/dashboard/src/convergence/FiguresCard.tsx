import { Card } from '../compare/Card';
import { formatShare, formatValue } from '../format/numbers';
import { BASELINE_LOOKS, RULE_LOOKS } from '../plots/looks';
import { ScrollBox } from '../plots/ScrollBox';
import type { ConvergenceData } from './convergenceDocument';
import { agreementAt, baselineAt, type DepthRule, meanAt, meanOver } from './depthSeries';
import { paperAt } from './paperRow';

type Props = { convergence: ConvergenceData; layers: readonly string[]; rule: DepthRule };

const cell = 'px-2 py-1.5 text-right whitespace-nowrap';
const head = 'px-2 text-tiny font-medium whitespace-nowrap text-faint';

/** The figure in numbers, means over the pairs, next to what the paper prints. */
export function FiguresCard({ convergence: { pairs }, layers, rule }: Props) {
  const ruleName = RULE_LOOKS[rule].name.toLowerCase();
  const groups = [
    {
      name: 'Greedy',
      here: (layer: string) => formatValue(meanOver(pairs, (pair) => meanAt(pair, layer, 'GREEDY'))),
      paper: (layer: string) => formatValue(paperAt(layer)?.greedy),
    },
    {
      name: 'Assignment',
      here: (layer: string) => formatValue(meanOver(pairs, (pair) => meanAt(pair, layer, 'ASSIGNMENT'))),
      paper: (layer: string) => formatValue(paperAt(layer)?.assignment),
    },
    {
      name: 'Same value',
      here: (layer: string) => formatShare(meanOver(pairs, (pair) => agreementAt(pair, layer))),
      paper: (layer: string) => formatShare(paperAt(layer)?.agreement),
    },
  ];
  const baseline = (layer: string, kind: 'PERMUTATION' | 'ROTATION') =>
    formatValue(meanOver(pairs, (pair) => baselineAt(pair, layer, rule, kind)));
  return (
    <Card title="In numbers" note="means over the pairs, next to the paper’s">
      <ScrollBox label="Means by layer">
        <table className="w-full border-collapse text-small [&_td]:tabular-nums">
          <caption className="sr-only">Mean correlation of matched units by layer, next to the paper’s</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2} className={`${head} border-b border-line pb-1.5 pl-0 text-left align-bottom`}>
                Layer
              </th>
              {groups.map(({ name }) => (
                <th key={name} scope="colgroup" colSpan={2} className={`${head} pt-1 text-right text-soft`}>
                  {name}
                </th>
              ))}
              <th scope="colgroup" colSpan={2} className={`${head} pt-1 pr-0 text-right text-soft`}>
                Baselines of {ruleName}
              </th>
            </tr>
            <tr className="border-b border-line">
              {groups.flatMap(({ name }) => [
                <th key={`${name} here`} scope="col" className={`${head} pb-1.5 text-right`}>
                  here
                </th>,
                <th key={`${name} paper`} scope="col" className={`${head} pb-1.5 text-right`}>
                  paper
                </th>,
              ])}
              {(['PERMUTATION', 'ROTATION'] as const).map((kind) => (
                <th
                  key={kind}
                  scope="col"
                  title={BASELINE_LOOKS[kind].meaning}
                  className={`${head} pb-1.5 text-right last:pr-0`}
                >
                  {BASELINE_LOOKS[kind].name.toLowerCase()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <tr key={layer} className="border-b border-line/70 last:border-0">
                <th scope="row" className="sticky left-0 bg-raised py-1.5 pr-2 text-left font-medium whitespace-nowrap">
                  {layer}
                </th>
                {groups.flatMap(({ name, here, paper }) => [
                  <td key={`${name} here`} className={`${cell} pl-4 font-medium`}>
                    {here(layer)}
                  </td>,
                  <td key={`${name} paper`} className={`${cell} text-faint`}>
                    {paper(layer)}
                  </td>,
                ])}
                <td className={`${cell} pl-4`}>{baseline(layer, 'PERMUTATION')}</td>
                <td className={`${cell} pr-0`}>{baseline(layer, 'ROTATION')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="mt-3 max-w-[80ch] text-tiny text-faint">
        Higher = more alike. Same value: share of the live left units to which both rules give the same value. Paper:{' '}
        <a href="https://arxiv.org/abs/1511.07543" className="underline hover:text-ink">
          Li, Yosinski, Clune, Lipson and Hopcroft, ICLR 2016
        </a>
        , two AlexNets on ImageNet, Net1 → Net2: orders of magnitude, not targets for other networks and other images.
      </p>
    </Card>
  );
}
