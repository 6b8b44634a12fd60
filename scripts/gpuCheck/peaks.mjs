/**
 * float32 TFLOP/s of GPUs without tensor cores, at their highest clock, from their makers' data sheets. Names as drivers give them, in
 * lower case with spaces; the first that is contained counts.
 */
const PEAKS = [
  ['h100 pcie', 51],
  ['h100 nvl', 60],
  ['h100', 67],
  ['h200', 67],
  ['a100', 19.5],
  ['a10g', 31.2],
  ['a10', 31.2],
  ['a30', 10.3],
  ['a40', 37.4],
  ['l40s', 91.6],
  ['l40', 90.5],
  ['l4', 30.3],
  ['t4', 8.1],
  ['v100 pcie', 14],
  ['v100 sxm2', 15.7],
  ['rtx 3090 ti', 40],
  ['rtx 3090', 35.6],
  ['rtx 4090', 82.6],
];

/** @param asked TFLOP/s, where the person who runs this said so */
export function peakOf(device, asked) {
  if (asked !== undefined) {
    const teraflops = Number(asked);
    if (teraflops > 0) return { device, gflops: 1000 * teraflops, source: 'said by --peak' };
    return { device, absent: `--peak=${asked} is no number of TFLOP/s` };
  }
  const words = ` ${device.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
  const found = PEAKS.find(([name]) => words.includes(` ${name} `));
  if (found !== undefined)
    return { device, gflops: 1000 * found[1], source: "its maker's data sheet, float32 without tensor cores" };
  return { device, absent: 'it is not in the table of known devices: --peak=TFLOP/s says it' };
}
