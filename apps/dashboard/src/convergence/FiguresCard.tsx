import { Card } from '../compare/Card';
import { type Column, DataTable } from '../components/DataTable';
import { formatShare, formatValue } from '../format/numbers';
import { RULE_LOOKS } from '../plots/looks';
import type { ConvergenceData } from './convergenceDocument';
import { agreementAt, baselineAt, type DepthRule, meanAt, meanOver } from './depthSeries';
import { paperAt } from './paperRow';

type Props = { convergence: ConvergenceData; layers: readonly string[]; rule: DepthRule };

/** The figure in numbers, means over the pairs, next to what the paper prints. */
export function FiguresCard({ convergence: { pairs }, layers, rule }: Props) {
  const ruleName = RULE_LOOKS[rule].name.toLowerCase();
  const paper = (text: string | null) => <span className="text-faint">{text ?? '–'}</span>;
  const columns: Column<string>[] = [
    { key: 'layer', header: 'Layer', cell: (layer) => <span className="font-medium">{layer}</span> },
    { key: 'greedy', header: 'Greedy', numeric: true, cell: (layer) => formatValue(meanOver(pairs, (pair) => meanAt(pair, layer, 'GREEDY'))) },
    { key: 'greedyPaper', header: 'paper', numeric: true, cell: (layer) => paper(paperAt(layer) && formatValue(paperAt(layer)!.greedy)) },
    { key: 'assignment', header: 'Assignment', numeric: true, cell: (layer) => formatValue(meanOver(pairs, (pair) => meanAt(pair, layer, 'ASSIGNMENT'))) },
    { key: 'assignmentPaper', header: 'paper', numeric: true, cell: (layer) => paper(paperAt(layer) && formatValue(paperAt(layer)!.assignment)) },
    { key: 'agreement', header: 'Same value under both', numeric: true, cell: (layer) => formatShare(meanOver(pairs, (pair) => agreementAt(pair, layer))) },
    { key: 'agreementPaper', header: 'paper', numeric: true, cell: (layer) => paper(paperAt(layer) && formatShare(paperAt(layer)!.agreement)) },
    { key: 'permuted', header: `Permuted, ${ruleName}`, numeric: true, cell: (layer) => formatValue(meanOver(pairs, (pair) => baselineAt(pair, layer, rule, 'PERMUTATION'))) },
    { key: 'rotated', header: `Rotated, ${ruleName}`, numeric: true, cell: (layer) => formatValue(meanOver(pairs, (pair) => baselineAt(pair, layer, rule, 'ROTATION'))) },
  ];
  return (
    <Card title="In numbers" note="means over the pairs, higher = more alike">
      <DataTable caption="Mean correlation by layer, next to the paper’s" columns={columns} rows={layers} rowKey={(layer) => layer} />
      <p className="mt-3 max-w-[80ch] text-tiny text-faint">
        The columns named paper are what{' '}
        <a href="https://arxiv.org/abs/1511.07543" className="underline hover:text-ink">
          Li, Yosinski, Clune, Lipson and Hopcroft, ICLR 2016
        </a>
        , print for two AlexNets trained on ImageNet (Net1 → Net2). They show orders of magnitude; they are not targets for other
        networks and other images.
      </p>
    </Card>
  );
}
