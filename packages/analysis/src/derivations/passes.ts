import type { Candidate, GroupContext, Member, Pass } from './definition.js';
import { definitionOf } from './definitions/index.js';
import type { Derivation } from './derivation.js';
import { memoryOf } from './memoryBudget.js';
import type { Task } from './task.js';

/** What tells which derivations can be computed by one run. */
interface PassOf {
  readonly pass: Pass;
  readonly part: unknown;
}

function passOf(wanted: Derivation): PassOf | undefined {
  const { share } = definitionOf(wanted.kind);
  return share === undefined ? undefined : { pass: share.pass, part: share.part(wanted) };
}

/**
 * A task and those others that are computed together with it, by one run of a pass.
 * @param room bytes that the run may take
 */
export function tasksOfPass(first: Task, ready: readonly Task[], room: number): Task[] {
  const own = passOf(first.wanted);
  if (own === undefined) return [first];
  const { pass, part } = own;
  const theme = pass.theme(part);
  const others: (Candidate & { readonly task: Task })[] = [];
  for (const task of ready) {
    if (task === first) continue;
    const other = passOf(task.wanted);
    if (other?.pass === pass && pass.theme(other.part) === theme)
      others.push({
        ...{ task, part: other.part, seconds: task.price.seconds },
        urgent: task.urgency.priority >= first.urgency.priority,
      });
  }
  const chosen = new Set<Candidate>(pass.choose?.(part, others, room) ?? others);
  return [first, ...others.filter((other) => chosen.has(other)).map(({ task }) => task)];
}

/** What tells a pass and those of its runs that could be one, by what it has a share in; undefined for what is computed by itself. */
export function themeOf(wanted: Derivation): string | undefined {
  const own = passOf(wanted);
  return own === undefined ? undefined : `${own.pass.name} ${own.pass.theme(own.part)}`;
}

/**
 * Bytes that one run for all of these holds at the same time, at most.
 * @param memory what each holds that is computed by itself
 */
export function memoryOfRun(wanted: readonly Derivation[], memory = memoryOf): number {
  const passes = wanted.map(passOf);
  const ofAll = passes[0]?.pass.memory;
  if (ofAll !== undefined) return ofAll(passes.map((each) => each?.part));
  return wanted.reduce((sum, each) => sum + memory(each), 0);
}

/** Computes those that one pass was chosen for, or the one that has none. @returns by key, the value or what it failed by */
export async function computeRun(
  wanted: readonly Derivation[],
  context: GroupContext,
): Promise<ReadonlyMap<string, unknown>> {
  const members: Member[] = [];
  let shared: Pass | undefined;
  for (const each of wanted) {
    const own = passOf(each);
    if (own === undefined) return new Map([[each.key, await computeAlone(each, context)]]);
    shared = own.pass;
    members.push({ wanted: each, part: own.part });
  }
  return shared === undefined ? new Map() : shared.compute(members, context);
}

async function computeAlone(wanted: Derivation, context: GroupContext): Promise<unknown> {
  const { compute } = definitionOf(wanted.kind);
  if (compute === undefined) throw new Error(`Derivations of kind ${wanted.kind} are computed by a pass.`);
  return compute(wanted, {
    ...context,
    report: (fraction, stage) => context.report(wanted.key, fraction, stage),
    notice: (text) => context.notice(wanted.key, text),
  });
}
