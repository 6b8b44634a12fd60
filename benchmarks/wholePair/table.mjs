import { median } from './timing.mjs';

/**
 * Seconds of each stage on both sides and their ratio, which is taken in each round and then the median of.
 * @returns numbers by stage, and all of it as `text`
 */
export function tableOf(rounds) {
  const names = Object.keys(rounds[0].product.stages);
  const secondsOf = (round, side, name) => round[side]?.stages[name].seconds;
  const sum = (round, side) => round[side] && names.reduce((total, name) => total + secondsOf(round, side, name), 0);
  const row = (name, seconds) => {
    const ours = rounds.map((round) => seconds(round, 'product'));
    const theirs = rounds.map((round) => seconds(round, 'python'));
    const absent = theirs.includes(undefined);
    return {
      name,
      ours: median(ours),
      theirs: absent ? null : median(theirs),
      ratio: absent ? null : median(theirs.map((value, round) => value / ours[round])),
      way: rounds[0].python?.stages[name]?.way,
    };
  };
  const stages = names.map((name) => row(name, (round, side) => secondsOf(round, side, name)));
  const whole = row('all', sum);
  const others = Object.keys(rounds[0].python?.others ?? {}).map((way) => ({
    way,
    theirs: median(rounds.map((round) => round.python.others[way]).filter((seconds) => seconds !== undefined)),
  }));
  return { stages, whole, others, text: [...linesOf(stages, whole), ...linesOfOthers(others)].join('\n') };
}

function linesOf(stages, whole) {
  const line = ({ name, ours, theirs, ratio, way }) =>
    `  ${name.padEnd(20)}${shown(ours).padStart(11)}${shown(theirs).padStart(11)}${ratioOf(ratio).padStart(9)}   ${way ?? ''}`;
  const head = `  ${'stage'.padEnd(20)}${'ours'.padStart(11)}${'theirs'.padStart(11)}${'ratio'.padStart(9)}   their fastest way`;
  return ['', head, ...stages.map(line), line(whole)].map((text) => text.trimEnd());
}

function linesOfOthers(others) {
  if (others.length === 0) return [];
  return [
    '',
    '  Their other ways, which do not count:',
    ...others.map(({ way, theirs }) => `  ${shown(theirs).padStart(11)}   ${way}`),
  ];
}

function shown(seconds) {
  if (seconds === null) return '';
  return seconds >= 1 ? `${seconds.toFixed(2)} s` : `${(1000 * seconds).toFixed(seconds < 0.01 ? 3 : 1)} ms`;
}

function ratioOf(ratio) {
  return ratio === null ? '' : ratio.toFixed(ratio < 10 ? 2 : 1);
}
