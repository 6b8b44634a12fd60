import { median } from './timing.mjs';

/**
 * Seconds of each stage on both sides and the ratios of theirs to ours, which are taken in each round and then the median of.
 * @returns numbers by stage, and all of it as `text`
 */
export function tableOf(rounds) {
  const names = Object.keys(rounds[0].product.stages);
  const ofStage = (name) => ({
    name,
    ours: ({ product }) => product.stages[name].seconds,
    usual: ({ python }) => python.stages[name].usual,
    tuned: ({ python }) => python.stages[name].tuned,
  });
  const each = names.map(ofStage);
  const sumOf = (name, summed) => {
    const sum = (side) => (round) => summed.reduce((total, stage) => total + stage[side](round), 0);
    return { name, ours: sum('ours'), usual: sum('usual'), tuned: sum('tuned') };
  };
  // Recordings are read, turned and written once per layer, and used in every pair.
  const afterReading = each.filter(({ name }) => name !== 'reading');
  const sums = [sumOf('all after reading', afterReading), sumOf('all', each)];
  const stages = [...each, ...sums].map((stage) => measured(stage, rounds));
  const others = Object.keys(rounds[0].python?.others ?? {}).map((way) => {
    const seconds = rounds.map(({ python }) => python.others[way]);
    return { way, seconds: seconds.includes(undefined) || seconds.includes(null) ? null : median(seconds) };
  });
  return { stages, others, text: [...linesOf(stages), ...linesOfOthers(others)].join('\n') };
}

function measured({ name, ours, usual, tuned }, rounds) {
  const row = { name, ours: median(rounds.map(ours)) };
  if (rounds[0].python === undefined) return row;
  const against = (theirs) => ({
    seconds: median(rounds.map(theirs)),
    ratio: median(rounds.map((round) => theirs(round) / ours(round))),
  });
  const ways = rounds[0].python.stages[name];
  return {
    ...row,
    usual: { ...against(usual), way: ways?.['usual way'] },
    tuned: { ...against(tuned), way: ways?.['tuned way'] },
  };
}

function linesOf(stages) {
  const head = ['stage', 'ours', 'theirs', 'ratio', 'tuned', 'ratio', 'their way'];
  const rows = stages.map(({ name, ours, usual, tuned }) => {
    if (usual === undefined) return [name, shown(ours)];
    const way = usual.way === tuned.way ? usual.way : `${usual.way}; tuned: ${tuned.way}`;
    return [
      name,
      shown(ours),
      shown(usual.seconds),
      ratioOf(usual.ratio),
      shown(tuned.seconds),
      ratioOf(tuned.ratio),
      way,
    ];
  });
  const widths = [19, 10, 10, 8, 11, 8];
  return [head, ...rows].map((cells) =>
    `  ${cells.map((cell = '', column) => (column === 0 ? cell.padEnd(widths[0]) : column < 6 ? cell.padStart(widths[column]) : `   ${cell}`)).join('')}`.trimEnd(),
  );
}

function linesOfOthers(others) {
  if (others.length === 0) return [];
  const lines = others.map(({ way, seconds }) => `  ${(seconds === null ? '' : shown(seconds)).padStart(10)}   ${way}`);
  return ['', '  Other ways of theirs (of slow ones a part was timed):', ...lines];
}

function shown(seconds) {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  return `${(1000 * seconds).toFixed(seconds < 0.01 ? 3 : 1)} ms`;
}

function ratioOf(ratio) {
  return ratio.toFixed(ratio < 10 ? 2 : 1);
}
