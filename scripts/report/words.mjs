/** A number as the paper prints it: three decimals, no leading zero. */
export function number(value, digits = 3) {
  if (value === null || value === undefined) return '–';
  const text = value.toFixed(digits);
  return text.replace(/^(-?)0\./, '$1.').replace('-', '−');
}

export const percent = (share) => `${(100 * share).toFixed(0)} %`;

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A Markdown table: the first column in words, all others right-aligned. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A sentence that holds only while the numbers bear it out: where they do not, the report is not written. */
export function claim(holds, sentence) {
  if (!holds) throw new Error(`The numbers no longer bear this sentence out: "${sentence}" Rewrite it.`);
  return sentence;
}
