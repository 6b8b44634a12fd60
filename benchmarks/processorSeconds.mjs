import { readdirSync, readFileSync } from 'node:fs';

const NAMES = [
  [/computeProcess/, 'compute'],
  [/server\/dist\/main/, 'server'],
  [/dashboard|next-server/, 'dashboard'],
  [/chrom/, 'browser'],
];
/** Ticks of the processor clock in a second, on every Linux. */
const TICKS = 100;

/** Seconds of processor time, user and system, that the processes below one have taken, by part of the product. Linux only: empty elsewhere. */
export function processorSeconds(ancestor) {
  const processes = new Map();
  for (const { pid, parent, ticks } of everyProcess()) processes.set(pid, { parent, ticks });
  const isBelow = (pid) => {
    for (let at = processes.get(pid)?.parent; at !== undefined && at > 1; at = processes.get(at)?.parent)
      if (at === ancestor) return true;
    return false;
  };
  const seconds = new Map();
  for (const [pid, { ticks }] of processes) {
    if (!isBelow(pid)) continue;
    const name = nameOf(pid);
    seconds.set(name, (seconds.get(name) ?? 0) + ticks / TICKS);
  }
  return seconds;
}

function everyProcess() {
  const found = [];
  for (const entry of readable(() => readdirSync('/proc'), [])) {
    if (!/^\d+$/.test(entry)) continue;
    const text = readable(() => readFileSync(`/proc/${entry}/stat`, 'utf8'), '');
    // The name stands in brackets and may hold spaces; what follows it does not.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (fields.length > 12)
      found.push({ pid: Number(entry), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  return found;
}

function nameOf(pid) {
  const line = readable(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '').replaceAll('\0', ' ');
  return NAMES.find(([pattern]) => pattern.test(line))?.[1] ?? 'other';
}

function readable(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
