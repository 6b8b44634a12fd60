/** What became of one backend under the contract. */
export function printContract({ name, device, absent, passed, failed, skipped, cases }) {
  if (absent !== null) return console.log(`${name}: absent (${absent})`);
  const beside = skipped > 0 ? `, ${skipped} that it need not do` : '';
  console.log(`${name} on ${device}: ${passed} passed, ${failed} failed${beside}`);
  for (const { title, result, why } of cases) if (result === 'failed') console.log(`  failed: ${title}: ${why}`);
}

/** All rates, each beside that of PyTorch for the same and the device's peak, where there are these. */
export function printRates(rates, { torch, peak }) {
  const rows = rates.map((rate) => {
    const theirs = torch.rates.find((other) => isSame(other, rate) && !torch.rates.includes(rate));
    return [
      rate.what,
      rate.depth === undefined
        ? `${rate.p} x ${rate.q} x ${rate.samples}, blocks of ${rate.block}`
        : `${rate.p} x ${rate.q} x ${rate.samples}, codes to ${rate.depth}`,
      rate.software ? `${rate.backend} (software, no GPU)` : rate.backend,
      rate.gflops === undefined ? `${shown(rate.gigameetings)} G meetings/s` : `${shown(rate.gflops)} GFLOP/s`,
      theirs === undefined ? '' : (rate.gflops / theirs.gflops).toFixed(2),
      peak.gflops === undefined || rate.gflops === undefined || !isOnGpu(rate)
        ? ''
        : (rate.gflops / peak.gflops).toFixed(2),
    ];
  });
  console.log('');
  printTable([['what', 'size', 'by', 'rate', 'to PyTorch', 'to the peak'], ...rows]);
  if (torch.absent !== undefined) console.log(`PyTorch is absent: ${torch.absent}.`);
  if (peak.absent === undefined) console.log(`Peak of ${peak.device}: ${peak.gflops / 1000} TFLOP/s (${peak.source}).`);
  else console.log(`No peak: ${peak.absent}.`);
}

function isSame(one, other) {
  return ['what', 'p', 'q', 'samples', 'block'].every((key) => one[key] === other[key]);
}

function isOnGpu({ backend, software }) {
  return !software && (backend === 'webgpu' || backend.startsWith('PyTorch'));
}

function shown(number) {
  return Number(number.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
